import type { CaptureEventBody } from '../../src/bridge/capture-event.ts';
import type { CaptureMessage, ConnectionTotals, Cursor } from '../../src/bridge/channel.ts';
import type { FrameChunk } from '../../src/bridge/frame-chunk.ts';
import * as FrameFlag from '../../src/bridge/frame-flag.ts';
import { EventLog } from './event-log.ts';
import { FrameBacklog } from './frame-backlog.ts';
import { ObservedConnection } from './observed-connection.ts';
import { append, blobSize, bytesOf, isBlob, now, toStringOnce } from './primordials.ts';

/** Connections whose totals are kept; beyond, the oldest that have ended go. */
const MAX_TOTALS = 2_000;

interface Listener {
  readonly id: string;
  cursor: Cursor;
  /** What it has for certain: a batch may still be on its way when the document goes. */
  acknowledged: Cursor;
  waiting: boolean;
  /** Frames fell out before it had them; it gets the totals once it has caught up. */
  hasGap: boolean;
  next: Listener | null;
}

/**
 * What one document's connections did, and who still has to hear of it. A listener that waits gets the next thing at
 * once; one that is busy with its last batch gets everything else in its next.
 */
export class Capture {
  readonly #frames = new FrameBacklog();
  readonly #log = new EventLog();
  readonly #post: (message: CaptureMessage) => void;
  #listeners: Listener | null = null;
  #waiting = 0;
  #oldestConnection: ObservedConnection | null = null;
  #newestConnection: ObservedConnection | null = null;
  #connections = 0;
  #keptConnections = 0;

  constructor(post: (message: CaptureMessage) => void) {
    this.#post = post;
  }

  connection(): ObservedConnection {
    if (this.#connections === 0) this.#post({ type: 'announce' });
    const connection = new ObservedConnection(this.#connections++);
    if (this.#newestConnection) this.#newestConnection.next = connection;
    else this.#oldestConnection = connection;
    this.#newestConnection = connection;
    if (++this.#keptConnections > MAX_TOTALS && this.#oldestConnection && !this.#oldestConnection.alive) {
      this.#oldestConnection = this.#oldestConnection.next;
      this.#keptConnections--;
    }
    return connection;
  }

  /** @param size characters and bytes that the event holds, roughly */
  event(connection: ObservedConnection | null, body: CaptureEventBody, size: number): void {
    this.#log.record({ number: this.#log.events, time: now(), ...body }, connection, size);
    this.#wake();
  }

  /**
   * Records a frame. Nothing that goes wrong here may reach the page: the frame is then counted as lost.
   * @param buffered `bufferedAmount` after a send
   */
  frame(connection: ObservedConnection, flags: number, data: unknown, buffered: number): void {
    try {
      const length = this.#frame(connection.number, flags, data, buffered);
      if (flags & FrameFlag.Sent) {
        connection.sent++;
        connection.sentBytes += length;
      } else {
        connection.received++;
        connection.receivedBytes += length;
      }
    } catch {
      this.#frames.skip();
    }
    this.#wake();
  }

  ready(id: string, cursor: Cursor): void {
    let listener = this.#listeners;
    while (listener && listener.id !== id) listener = listener.next;
    if (!listener) {
      listener = {
        id,
        cursor,
        acknowledged: cursor,
        waiting: false,
        hasGap: false,
        next: this.#listeners,
      };
      this.#listeners = listener;
    }
    listener.cursor = listener.acknowledged = cursor;
    if (listener.waiting) return;
    if (this.#hasMore(cursor)) this.#send(listener);
    else {
      listener.waiting = true;
      this.#waiting++;
    }
  }

  detach(id: string): void {
    let before: Listener | null = null;
    for (let listener = this.#listeners; listener; listener = listener.next) {
      if (listener.id === id) {
        if (before) before.next = listener.next;
        else this.#listeners = listener.next;
        if (listener.waiting) this.#waiting--;
        return;
      }
      before = listener;
    }
  }

  #frame(connection: number, flags: number, data: unknown, buffered: number): number {
    const time = now();
    if (typeof data === 'string') return this.#frames.recordText(connection, time, flags, data, buffered);
    const bytes = bytesOf(data);
    if (bytes) {
      return this.#frames.recordBytes(connection, time, flags | FrameFlag.Binary, bytes, buffered);
    }
    if (!isBlob(data)) return this.#frames.recordText(connection, time, flags, toStringOnce(data), buffered);
    const length = blobSize(data);
    const payloadOf = this.#frames.frames;
    const event = { number: this.#log.events, time, type: 'blob', payloadOf, blob: data } as const;
    // Its bytes are not in the page's heap: as many are kept as of other payloads, of which the log is a quarter.
    this.#log.record(event, null, length / 4);
    this.#frames.recordLength(
      connection,
      time,
      flags | FrameFlag.Binary | FrameFlag.Pending,
      length,
      buffered,
    );
    return length;
  }

  /** Gives each listener all that it may not have yet, in a way that outlives the document. */
  flush(post: (message: CaptureMessage) => void): void {
    for (let listener = this.#listeners; listener; listener = listener.next) {
      listener.cursor = listener.acknowledged;
      while (this.#hasMore(listener.cursor)) this.#send(listener, post);
    }
  }

  #wake(): void {
    if (this.#waiting === 0) return;
    for (let listener = this.#listeners; listener; listener = listener.next) {
      if (!listener.waiting) continue;
      listener.waiting = false;
      this.#waiting--;
      this.#send(listener);
    }
  }

  #hasMore(cursor: Cursor): boolean {
    return cursor.event < this.#log.events || cursor.frame < this.#frames.frames;
  }

  #send(listener: Listener, post = this.#post): void {
    const { cursor } = listener;
    const chunks: FrameChunk[] = [];
    const { events, next, framesBefore } = this.#log.read(cursor.event);
    if (cursor.frame < this.#frames.oldestFrame) listener.hasGap = true;
    const frame = this.#frames.read(cursor.frame, framesBefore, (chunk) => append(chunks, chunk));
    listener.cursor = { event: next, frame };
    const isLevel = frame === this.#frames.frames;
    const totals = listener.hasGap && isLevel ? this.#totals() : [];
    if (isLevel) listener.hasGap = false;
    const batch = { events, chunks, totals, next: listener.cursor };
    post({ type: 'batch', listener: listener.id, batch });
  }

  #totals(): ConnectionTotals[] {
    const totals: ConnectionTotals[] = [];
    for (let connection = this.#oldestConnection; connection; connection = connection.next) {
      const { number, sent, received, sentBytes, receivedBytes } = connection;
      append(totals, { connection: number, sent, received, sentBytes, receivedBytes });
    }
    return totals;
  }
}
