import type { ConnectionTotals, Cursor } from '../bridge/channel.ts';
import type { WireBatch, WireEvent, WireEventBody } from '../bridge/relay-feed.ts';
import { EventBacklog } from './event-backlog.ts';
import { FrameBacklog, type FrameRow } from './frame-backlog.ts';
import * as FrameFlag from '../bridge/frame-flag.ts';

/** Connections whose totals are kept; beyond, the oldest that have ended go. */
const MAX_TOTALS = 2_000;

type Totals = { -readonly [key in keyof ConnectionTotals]: ConnectionTotals[key] };

/** What each reader keeps: where it stands, and whether frames fell out before it had them. */
export interface Reader {
  cursor: Cursor;
  hasGap: boolean;
}

/** What one relay has seen, and who waits for more of it. Each reader comes with a cursor of its own. */
export class WireLog {
  readonly frames: FrameBacklog;
  readonly #events: EventBacklog;
  readonly #live = new Set<number>();
  readonly #totals = new Map<number, Totals>();
  readonly #waiting = new Set<() => void>();
  readonly #now: () => number;
  #connections = 0;
  /** Those of the connection of the newest frame. */
  #newest: Totals | undefined;

  /**
   * @param now milliseconds since the relay's time origin
   * @param limits how much is kept: bytes of frames, characters of events
   */
  constructor(now: () => number, limits: { readonly frames?: number; readonly events?: number } = {}) {
    this.#now = now;
    this.frames = new FrameBacklog(limits.frames);
    this.#events = new EventBacklog((connection) => this.#live.has(connection), limits.events);
  }

  /** A new connection's number, from 1. */
  connection(): number {
    const connection = ++this.#connections;
    this.#live.add(connection);
    this.#totals.set(connection, { connection, sent: 0, received: 0, sentBytes: 0, receivedBytes: 0 });
    if (this.#totals.size > MAX_TOTALS) this.#forgetOldest();
    return connection;
  }

  now(): number {
    return this.#now();
  }

  event(body: WireEventBody): void {
    const event: WireEvent = { number: this.#events.events, time: this.#now(), ...body };
    this.#events.record(event);
    if (body.type === 'ended') this.#live.delete(body.connection);
    this.#wake();
  }

  /** @param stored bytes of its payload that were written into the backlog's room */
  frame(row: FrameRow, stored: number): void {
    this.frames.record(row, stored);
    this.#count(row, 1, row.length);
  }

  /** A frame whose whole payload is in a piece of the wire, as it is there. */
  frameIn(piece: Uint8Array, from: number, row: FrameRow): void {
    this.frames.recordFrom(piece, from, row, row.wireLength);
    this.#count(row, 1, row.length);
  }

  /**
   * The frames from one on that are like it and whole in a piece of the wire.
   * @param row what holds for all of them
   * @returns where the first one begins that is not of them
   */
  framesIn(piece: Uint8Array, from: number, row: FrameRow): number {
    const run = this.frames.recordRun(piece, from, row);
    if (!run || run.frames === 0) return from;
    this.#count(row, run.frames, run.payload);
    return run.end;
  }

  /**
   * What a reader has not seen, up to the size of a batch; moves it on. The batch is made of views, good until
   * something else is recorded.
   * @returns `null` where there is nothing new
   */
  read(reader: Reader): WireBatch | null {
    const { event, frame } = reader.cursor;
    if (event >= this.#events.events && frame >= this.frames.frames) return null;
    const { events, next: nextEvent } = this.#events.read(event);
    // A frame must not go before the events of its connection.
    if (nextEvent < this.#events.events) {
      reader.cursor = { event: nextEvent, frame };
      return { events, chunks: [], totals: [], next: reader.cursor };
    }
    if (frame < this.frames.oldestFrame) reader.hasGap = true;
    const chunks = this.frames.read(frame);
    const last = chunks.at(-1);
    const nextFrame = last ? last.firstFrame + last.count : this.frames.frames;
    const isLevel = nextFrame === this.frames.frames;
    const totals = reader.hasGap && isLevel ? [...this.#totals.values()] : [];
    if (isLevel) reader.hasGap = false;
    reader.cursor = { event: nextEvent, frame: nextFrame };
    return { events, chunks, totals, next: reader.cursor };
  }

  /** Calls once, as soon as there may be more; never at once. Returns the way out. */
  wait(news: () => void): () => void {
    this.#waiting.add(news);
    return () => this.#waiting.delete(news);
  }

  #count({ connection, flags }: FrameRow, frames: number, bytes: number): void {
    // Frames of one connection mostly come one after another.
    if (this.#newest?.connection !== connection) this.#newest = this.#totals.get(connection);
    const totals = this.#newest;
    if (totals && flags & FrameFlag.Sent) {
      totals.sent += frames;
      totals.sentBytes += bytes;
    } else if (totals) {
      totals.received += frames;
      totals.receivedBytes += bytes;
    }
    if (this.#waiting.size > 0) this.#wake();
  }

  #wake(): void {
    if (this.#waiting.size === 0) return;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const news of waiting) news();
  }

  #forgetOldest(): void {
    for (const connection of this.#totals.keys()) {
      if (this.#live.has(connection)) continue;
      this.#totals.delete(connection);
      return;
    }
  }
}
