import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FrameStore } from '../../../src/frame-store/frame-store.ts';
import { appendFrames } from '../../../src/frame-store/testing/append-frames.ts';
import type { SearchReply, SearchRequest } from '../../../src/query/search-messages.ts';
import { SearchAhead, SearchError } from './search-ahead.ts';

/** A thread that answers when it is told to. */
class Thread {
  readonly requests: SearchRequest[] = [];
  isEnded = false;
  readonly #onReply: (reply: SearchReply) => void;

  constructor(onReply: (reply: SearchReply) => void) {
    this.#onReply = onReply;
  }

  /** Every frame of the oldest slice is found. */
  answer(): void {
    const at = this.requests.findIndex(({ type }) => type === 'slice');
    const [request] = at < 0 ? [] : this.requests.splice(at, 1);
    if (request?.type !== 'slice') throw new Error('There is no slice to answer');
    const { number, slice } = request;
    this.#onReply({ type: 'found', number, slice, matches: new Uint8Array(slice.count).fill(1) });
  }

  isReady(): void {
    this.#onReply({ type: 'ready' });
  }
}

const FRAMES = 40_000;
const subject = (text: string) => ({
  text,
  base: { now: 0, firstFrame: 0 },
  quick: () => null,
  hasRegex: true,
});
let threads: Thread[];
let search: SearchAhead;
const newest = () => {
  const thread = threads.at(-1);
  if (!thread) throw new Error('There is no thread');
  return thread;
};

beforeEach(() => {
  vi.useFakeTimers();
  threads = [];
  const store = new FrameStore();
  appendFrames(
    store,
    Array.from({ length: FRAMES }, () => ({})),
  );
  search = new SearchAhead({
    store,
    startThread: (onReply) => {
      const thread = new Thread(onReply);
      threads.push(thread);
      return {
        send: (request) => thread.requests.push(request),
        end: () => {
          thread.isEnded = true;
        },
      };
    },
    factsOf: (id) => ({ id, url: '', subprotocol: '' }),
    onProgress: () => {},
  });
});
afterEach(() => void vi.useRealTimers());

describe('a search ahead', () => {
  it('has a few slices in the thread, in memory that is used again', () => {
    search.begin(subject('a'));
    expect(search.test(0)).toBeNull();
    const memory = new Set<unknown>();
    let slices = 0;
    let row = 0;
    while (row < FRAMES) {
      const waiting = newest().requests.flatMap((request) =>
        request.type === 'slice' ? request.slice.bytes : [],
      );
      expect(waiting.length).toBeLessThanOrEqual(6);
      for (const bytes of waiting) memory.add(bytes.buffer);
      newest().answer();
      slices++;
      while (row < FRAMES && search.test(row) === true) row++;
    }
    expect(slices).toBeGreaterThanOrEqual(FRAMES / 4096);
    expect(memory.size).toBeLessThanOrEqual(7);
  });

  it('is given up after two seconds, and what was found stays', () => {
    search.begin(subject('/slow/'));
    search.test(0);
    newest().isReady();
    newest().answer();
    expect(search.test(4095)).toBe(true);
    vi.advanceTimersByTime(1_990);
    expect(search.test(4096)).toBeNull();
    vi.advanceTimersByTime(20);
    expect(newest().isEnded).toBe(true);
    expect(() => search.test(4096)).toThrow(SearchError);
  });

  it('waits for a thread that is not there yet', () => {
    search.begin(subject('a'));
    search.test(0);
    vi.advanceTimersByTime(60_000);
    expect(search.test(0)).toBeNull();
    expect(threads).toHaveLength(1);
  });

  it('goes on in another thread where the old one is still busy with an older query', () => {
    search.begin(subject('/slow/'));
    search.test(0);
    newest().isReady();
    search.begin(subject('b'));
    search.test(0);
    expect(threads).toHaveLength(1);
    vi.advanceTimersByTime(110);
    search.test(0);
    expect(threads.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    expect(newest().requests[0]).toMatchObject({ type: 'query', text: 'b' });
    newest().answer();
    expect(search.test(0)).toBe(true);
  });

  it('takes no answer for an older query as one for this', () => {
    search.begin(subject('a'));
    search.test(0);
    search.begin(subject('b'));
    newest().answer();
    expect(search.test(0)).toBeNull();
  });

  it('begins again where rows come back that are older', () => {
    search.begin(subject('a'));
    search.test(5_000);
    newest().answer();
    expect(search.test(5_000)).toBe(true);
    expect(search.test(10)).toBeNull();
    while (search.test(10) === null) newest().answer();
    expect(search.test(10)).toBe(true);
  });
});
