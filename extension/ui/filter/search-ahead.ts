import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import type { QuickTest } from '../../../src/query/column-test.ts';
import type { ConnectionFacts } from '../../../src/query/decoded-frames.ts';
import { type FrameSlice, SLICE_FRAMES, SliceWriter } from '../../../src/query/frame-slice.ts';
import type { SearchReply } from '../../../src/query/search-messages.ts';
import type { TimeBase } from '../../../src/query/time-range.ts';
import type { SearchThread, StartSearchThread } from './search-thread.ts';

/** A search that was given up; the message is for the person. */
export class SearchError extends Error {}

export interface SearchSubject {
  readonly text: string;
  readonly base: TimeBase;
  /** Says what it can without the payload. */
  readonly quick: QuickTest;
  readonly hasRegex: boolean;
}

export interface SearchOptions {
  readonly store: FrameStore;
  readonly startThread: StartSearchThread;
  readonly factsOf: (connection: number) => ConnectionFacts;
  /** There are answers that were not there before. */
  readonly onProgress: () => void;
}

/** Slices that the thread has at once, so that it goes on while this one draws. */
const AHEAD = 6;
/** How long a slice may take, in milliseconds. */
const PATIENCE = 2_000;
/** How long a slice of an older query is waited for before its thread is ended, in milliseconds. */
const STALE = 100;
/** Milliseconds that choosing and copying frames may take at a time. */
const COPYING = 4;
/** Rows between two looks at the clock. */
const STEP = 256;

interface Batch {
  readonly number: number;
  readonly rows: Uint32Array;
  readonly count: number;
  matches: Uint8Array | null;
}

/**
 * Has the payloads of a store searched in another thread, a few slices ahead of who asks for the answers. Frames are
 * copied into slices whose memory goes back and forth, so that a search takes a few megabytes however many frames there are.
 */
export class SearchAhead {
  readonly #options: SearchOptions;
  #thread: SearchThread | null = null;
  #told = new Map<number, ConnectionFacts>();
  #unused: FrameSlice[] = [];
  #subject: SearchSubject | null = null;
  #batches: Batch[] = [];
  /** Slices that the thread has, of older queries too, and since when. */
  #pending: { readonly number: number; readonly since: number }[] = [];
  #isReady = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #count = 0;
  #from = 0;
  #next = 0;
  #place = 0;
  #error: string | null = null;
  #isSubjectTold = false;

  constructor(options: SearchOptions) {
    this.#options = options;
  }

  /** Loads the thread before it is needed. */
  warmUp(): void {
    this.#threadOf();
  }

  /** How much of the store was asked for, from 0 to 1. */
  get progress(): number {
    const { firstRow, endRow } = this.#options.store;
    return Math.max(0, (this.#from - firstRow) / Math.max(1, endRow - firstRow));
  }

  /** Looks for something else from now on; `null` for nothing. */
  begin(subject: SearchSubject | null): void {
    this.#subject = subject;
    this.#error = null;
    this.#isSubjectTold = false;
    this.#restart(0);
    const oldest = this.#pending[0];
    if (!oldest || !this.#isReady) return;
    clearTimeout(this.#timer);
    const left = oldest.since + STALE - performance.now();
    if (left <= 0) this.#endThread();
    else this.#timer = setTimeout(() => this.#beginAnew(), left);
  }

  /**
   * Rows are asked for in ascending order, and again for as long as the answer is `null`.
   * @throws {SearchError}
   */
  test(row: number): boolean | null {
    const { store } = this.#options;
    const quick = this.#subject?.quick(store, row) ?? null;
    if (quick !== null) return quick;
    if (row < this.#from) this.#restart(row);
    this.#from = row;
    for (let batch = this.#batches[0]; batch?.matches; batch = this.#batches[0]) {
      while (this.#place < batch.count && (batch.rows[this.#place] ?? 0) < row) this.#place++;
      if (batch.rows[this.#place] === row && this.#place < batch.count) {
        return batch.matches[this.#place] === 1;
      }
      // It was passed over: there was nothing to search.
      if (this.#place < batch.count) return false;
      this.#batches.shift();
      this.#place = 0;
    }
    if (this.#error !== null) throw new SearchError(this.#error);
    if (this.#batches.length === 0) this.#next = row;
    this.#sendMore();
    return null;
  }

  /** The thread is still busy with what nobody wants to know any more: another one takes over. */
  #beginAnew(): void {
    this.#endThread();
    this.#restart(this.#from);
    this.#options.onProgress();
  }

  #restart(row: number): void {
    this.#batches = [];
    this.#place = 0;
    this.#from = row;
    this.#next = row;
  }

  #sendMore(): void {
    const until = performance.now() + COPYING;
    while (
      this.#batches.filter(({ matches }) => !matches).length < AHEAD &&
      this.#pending.length < 2 * AHEAD
    ) {
      if (!this.#sendSlice(until) || performance.now() > until) return;
    }
  }

  /** @returns whether there was anything to send */
  #sendSlice(until: number): boolean {
    const { store } = this.#options;
    const subject = this.#subject;
    if (!subject) return false;
    this.#next = Math.max(this.#next, store.firstRow);
    const writer = new SliceWriter(this.#unused.pop());
    const rows = new Uint32Array(Math.min(SLICE_FRAMES, store.endRow - this.#next));
    const connections: ConnectionFacts[] = [];
    for (let row = this.#next; row < store.endRow && !writer.isFull; this.#next = ++row) {
      if (row % STEP === 0 && performance.now() > until) break;
      if (store.marker(row) || subject.quick(store, row) !== null) continue;
      // Its bytes are still to come.
      if (store.isPending(row)) break;
      rows[writer.count] = row;
      writer.add(store, row);
      this.#tell(store.connection(row), connections);
    }
    const slice = writer.slice();
    if (slice.count === 0) {
      this.#unused.push(slice);
      return false;
    }
    const number = ++this.#count;
    this.#batches.push({ number, rows, count: slice.count, matches: null });
    if (!this.#isSubjectTold)
      this.#threadOf().send({ type: 'query', text: subject.text, base: subject.base });
    this.#isSubjectTold = true;
    this.#threadOf().send({ type: 'slice', number, slice, connections });
    this.#pending.push({ number, since: performance.now() });
    if (this.#pending.length === 1) this.#watch();
    return true;
  }

  /** Adds what the thread does not know of a connection yet. */
  #tell(id: number, connections: ConnectionFacts[]): void {
    const facts = this.#options.factsOf(id);
    const told = this.#told.get(id);
    const isKnown = told?.url === facts.url && told.subprotocol === facts.subprotocol;
    if (isKnown && told.formats === facts.formats) return;
    this.#told.set(id, facts);
    connections.push(facts);
  }

  #threadOf(): SearchThread {
    this.#thread ??= this.#options.startThread((reply) => this.#take(reply));
    return this.#thread;
  }

  #take(reply: SearchReply): void {
    switch (reply.type) {
      case 'ready':
        this.#isReady = true;
        this.#watch();
        return;
      case 'failed':
        this.#giveUp(`The search failed: ${reply.why}`);
        return;
      case 'found': {
        this.#pending = this.#pending.filter(({ number }) => number !== reply.number);
        if (this.#unused.length < AHEAD) this.#unused.push(reply.slice);
        const batch = this.#batches.find(({ number }) => number === reply.number);
        this.#watch();
        if (!batch) return;
        if (!reply.matches) return this.#giveUp(this.#slowMessage());
        batch.matches = reply.matches;
        this.#sendMore();
        this.#options.onProgress();
      }
    }
  }

  /** Gives the thread its time for the next slice. */
  #watch(): void {
    clearTimeout(this.#timer);
    if (!this.#isReady || this.#pending.length === 0) return;
    this.#timer = setTimeout(() => this.#giveUp(this.#slowMessage()), PATIENCE);
  }

  #slowMessage(): string {
    const what = this.#subject?.hasRegex ? 'This regular expression' : 'This query';
    return `${what} takes too long on these frames. Make it simpler.`;
  }

  #giveUp(why: string): void {
    this.#endThread();
    this.#error = why;
    this.#options.onProgress();
  }

  #endThread(): void {
    clearTimeout(this.#timer);
    this.#thread?.end();
    this.#thread = null;
    this.#isReady = false;
    this.#isSubjectTold = false;
    this.#told = new Map();
    this.#pending = [];
    this.#unused = [];
  }
}
