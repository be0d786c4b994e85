// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import * as FrameFlag from '../../../src/bridge/frame-flag.ts';
import type { DocumentFeed } from '../../../src/session/document-feed.ts';
import { Session } from '../../../src/session/session.ts';
import { Search } from '../../../src/query/search.ts';
import type { StartSearchThread } from '../filter/search-thread.ts';
import { createWorkbenchState, type WorkbenchState } from './workbench-state.ts';

const encoder = new TextEncoder();
let session: Session;
let feed: DocumentFeed;
let state: WorkbenchState;

/** Lets the document record text frames, sent and received by turns. */
function record(...texts: readonly string[]): void {
  const payloads = texts.map((text) => encoder.encode(text));
  const { event, frame: firstFrame } = feed.cursor;
  const lengths = Uint32Array.from(payloads, ({ length }) => length);
  session.capture(feed, {
    events: [],
    chunks: [
      {
        firstFrame,
        count: texts.length,
        connection: new Uint32Array(texts.length).fill(1),
        time: new Float64Array(texts.length),
        flags: Uint8Array.from(texts, (_, i) => (i % 2 === 0 ? FrameFlag.Sent : 0)),
        length: lengths,
        stored: lengths,
        buffered: new Uint32Array(texts.length),
        bytes: encoder.encode(texts.join('')),
      },
    ],
    totals: [],
    next: { event, frame: firstFrame + texts.length },
  });
}

/** Searches in this thread. */
const searchHere: StartSearchThread = (onReply) => {
  const search = new Search();
  return {
    send: (request) => void search.answer(request).then((reply) => reply && onReply(reply)),
    end: () => undefined,
  };
};

const filter = (text: string) => {
  state.filter.value = { ...state.filter.value, text };
};
const shownRows = (count: number) => vi.waitFor(() => expect(state.rows.length).toBe(count));

beforeEach(() => {
  session = new Session({ browser: 'chrome' });
  feed = session.documentConnected({ documentKey: 'a', url: 'http://localhost/', timeOrigin: 0, top: true });
  state = createWorkbenchState(session, searchHere);
  session.capture(feed, {
    events: [
      {
        type: 'created',
        number: 0,
        time: 0,
        connection: 1,
        argument: 'ws://localhost/',
        url: 'ws://localhost/',
        protocols: [],
        stack: '',
      },
    ],
    chunks: [],
    totals: [],
    next: { event: 1, frame: 0 },
  });
});

describe('the filter', () => {
  it('shows what matches, also of what comes later', async () => {
    record('join', 'tick', 'join');
    filter('join');
    await shownRows(2);
    record('join', 'tick');
    await shownRows(3);
  });

  it('keeps the rows of the last query that could be read', async () => {
    record('join', 'tick');
    filter('join');
    await shownRows(1);
    filter('/join(/');
    expect(state.filterError.value).not.toBeNull();
    expect(state.rows.length).toBe(1);
    filter('');
    expect(state.filterError.value).toBeNull();
    await shownRows(2);
  });

  it('combines the query with the direction', async () => {
    record('join', 'join', 'tick');
    state.filter.value = { text: 'join', direction: 'received', type: 'all' };
    await shownRows(1);
  });
});

describe('pause', () => {
  it('stands where it was pressed, whatever is filtered meanwhile', async () => {
    record('join', 'tick');
    state.togglePause();
    record('join', 'tick');
    const { pausedAt, rows } = state;
    expect(rows.countBefore(pausedAt.value ?? 0)).toBe(2);
    filter('join');
    await shownRows(2);
    expect(rows.countBefore(pausedAt.value ?? 0)).toBe(1);
    state.togglePause();
    expect(pausedAt.value).toBeNull();
  });
});

describe('clear', () => {
  it('says what is gone and keeps open connections', () => {
    record('join', 'tick');
    state.connection.value = 1;
    expect(state.clear()).toEqual({ frames: 2, connections: 0 });
    expect(state.connection.value).toBe(1);
    expect(session.frames.endRow).toBe(session.frames.firstRow);
  });
});

describe('leaving the end', () => {
  it('counts what comes from then on', () => {
    record('one', 'two');
    expect(state.leftAt.value).toBeNull();
    state.follow.value = false;
    expect(state.leftAt.value).toBe(2);
    state.follow.value = true;
    expect(state.leftAt.value).toBeNull();
  });
});

describe('heartbeats', () => {
  it('are folded on demand and counted, but for those that are cleared', async () => {
    const says = (type: string) => JSON.stringify({ type });
    record(says('connection_init'), says('connection_ack'), says('ping'), says('pong'), says('ping'));
    state.heartbeats.isFolding.value = true;
    await shownRows(2);
    await vi.waitFor(() => expect(state.heartbeats.folded.value).toBe(3));
    state.clear();
    await vi.waitFor(() => expect(state.heartbeats.folded.value).toBe(0));
    state.heartbeats.isFolding.value = false;
  });
});
