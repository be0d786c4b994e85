import type { FrameStore } from '../frame-store/frame-store.ts';
import { TrafficSeries } from './traffic-series.ts';

/** Rows between two looks at the clock. */
const STEP = 1024;

/** What the frames of one connection say together. Times are milliseconds since the Unix epoch. */
export interface ConnectionTraffic {
  readonly first: number;
  readonly last: number;
  /** Payload length in bytes of the largest frame each way. */
  readonly largestSent: number;
  readonly largestReceived: number;
}

/** Which frames answer others, known of all rows before `end`. */
export interface Replies {
  readonly end: number;
  /** Milliseconds from the request to the reply that a row is; `null` where it is none. */
  partnerOf(row: number): { readonly isReply: boolean; readonly latency: number } | null;
}

interface Gathered extends ConnectionTraffic {
  last: number;
  largestSent: number;
  largestReceived: number;
  /** Times of the newest frame each way; `null` before the first. */
  lastSent: number | null;
  lastReceived: number | null;
}

/**
 * The traffic of a store, of all its connections or of one. Follows the store as it grows and looks at no row twice;
 * what the store drops stays counted.
 */
export class Traffic {
  readonly series = new TrafficSeries();
  readonly #store: FrameStore;
  readonly #connection: number | null;
  readonly #connections = new Map<number, Gathered>();
  #next: number;
  /** The next row that may be a reply. */
  #nextReply: number;
  /** How the store was at the last look. */
  #seen: { readonly firstRow: number; readonly droppedFrames: number };

  /** @param connection id of the only connection to look at; `null` for all */
  constructor(store: FrameStore, connection: number | null) {
    this.#store = store;
    this.#connection = connection;
    this.#next = store.firstRow;
    this.#nextReply = store.firstRow;
    this.#seen = { firstRow: store.firstRow, droppedFrames: store.droppedFrames };
  }

  /** `undefined` where no frame of it was seen. */
  of(connection: number): ConnectionTraffic | undefined {
    return this.#connections.get(connection);
  }

  /** Whether the store was cleared since, or that was undone, so that this tells of other frames than the store has. */
  get isOutdated(): boolean {
    const { firstRow, droppedFrames } = this.#store;
    return firstRow !== this.#seen.firstRow && droppedFrames <= this.#seen.droppedFrames;
  }

  /**
   * Looks at rows it has not seen, until a time.
   * @param deadline in milliseconds of `performance.now()`
   * @param replies `null` while they are not known
   * @returns whether it has seen all, as far as replies are known
   */
  advance(deadline: number, replies: Replies | null = null): boolean {
    return this.#advanceFrames(deadline) && (!replies || this.#advanceReplies(deadline, replies));
  }

  #advanceReplies(deadline: number, replies: Replies): boolean {
    const end = Math.min(replies.end, this.#next);
    this.#nextReply = Math.max(this.#nextReply, this.#store.firstRow);
    for (let seen = 1; this.#nextReply < end; seen++) {
      const row = this.#nextReply++;
      const partner = this.#isLookedAt(row) ? replies.partnerOf(row) : null;
      if (partner?.isReply) this.series.addLatency(this.#store.time(row), Math.max(0, partner.latency));
      if (seen % STEP === 0 && performance.now() > deadline) return this.#nextReply >= end;
    }
    return true;
  }

  #isLookedAt(row: number): boolean {
    return this.#connection === null || this.#store.connection(row) === this.#connection;
  }

  #advanceFrames(deadline: number): boolean {
    const { firstRow, endRow, droppedFrames } = this.#store;
    this.#seen = { firstRow, droppedFrames };
    this.#next = Math.max(this.#next, firstRow);
    for (let seen = 1; this.#next < endRow; seen++) {
      this.#look(this.#next++);
      if (seen % STEP === 0 && performance.now() > deadline) return this.#next >= endRow;
    }
    return true;
  }

  #look(row: number): void {
    const store = this.#store;
    if (store.marker(row)) return;
    if (!this.#isLookedAt(row)) return;
    const id = store.connection(row);
    const time = store.time(row);
    const length = store.length(row);
    const known = this.#connections.get(id) ?? this.#begin(id, time);
    known.last = Math.max(known.last, time);
    const direction = store.direction(row);
    const before = direction === 'sent' ? known.lastSent : known.lastReceived;
    if (direction === 'sent') {
      known.lastSent = time;
      known.largestSent = Math.max(known.largestSent, length);
    } else {
      known.lastReceived = time;
      known.largestReceived = Math.max(known.largestReceived, length);
    }
    this.series.addFrame(time, direction, length, before === null ? null : Math.max(0, time - before));
  }

  #begin(id: number, time: number): Gathered {
    const begun = {
      first: time,
      last: time,
      largestSent: 0,
      largestReceived: 0,
      lastSent: null,
      lastReceived: null,
    };
    this.#connections.set(id, begun);
    return begun;
  }
}
