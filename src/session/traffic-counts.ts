import type { ConnectionTotals } from '../bridge/channel.ts';
import type { FrameChunk } from '../bridge/frame-chunk.ts';
import * as FrameFlag from '../bridge/frame-flag.ts';
import type { WireFrameChunk } from '../bridge/relay-feed.ts';
import { plus } from './connection.ts';
import type { ConnectionLog } from './connection-log.ts';

interface Tally {
  sent: number;
  received: number;
  sentBytes: number;
  receivedBytes: number;
  /** When the newest of these frames came or went, in milliseconds since the time origin. */
  newest?: number;
}

/** Counts the frames and bytes of one feed's connections, those included that fell out of its backlog. */
export class TrafficCounts {
  readonly #log: ConnectionLog;
  readonly #idOf: (connection: number) => number | undefined;
  readonly #timeOrigin: number;
  /** What was counted for each connection of the feed, also before the person cleared the counts. */
  readonly #counted = new Map<number, Tally>();

  /** @param idOf gives the session's id for a connection number of the feed */
  constructor(log: ConnectionLog, idOf: (connection: number) => number | undefined, timeOrigin: number) {
    this.#log = log;
    this.#idOf = idOf;
    this.#timeOrigin = timeOrigin;
  }

  /** Counts what came. */
  came(chunk: FrameChunk | WireFrameChunk): void {
    const tallies = new Map<number, Tally>();
    for (let i = 0; i < chunk.count; i++) {
      const connection = chunk.connection[i] ?? 0;
      let tally = tallies.get(connection);
      if (!tally) tallies.set(connection, (tally = { sent: 0, received: 0, sentBytes: 0, receivedBytes: 0 }));
      tally.newest = chunk.time[i] ?? 0;
      const length = chunk.length[i] ?? 0;
      if ((chunk.flags[i] ?? 0) & FrameFlag.Sent) {
        tally.sent++;
        tally.sentBytes += length;
      } else {
        tally.received++;
        tally.receivedBytes += length;
      }
    }
    for (const [connection, tally] of tallies) {
      this.#count(connection, tally, { lastFrameAt: this.#timeOrigin + (tally.newest ?? 0) });
    }
  }

  /** Counts what fell out of the backlog before it could come here. */
  catchUp(totals: ConnectionTotals): void {
    const counted = this.#counted.get(totals.connection);
    const missed = {
      sent: totals.sent - (counted?.sent ?? 0),
      received: totals.received - (counted?.received ?? 0),
      sentBytes: totals.sentBytes - (counted?.sentBytes ?? 0),
      receivedBytes: totals.receivedBytes - (counted?.receivedBytes ?? 0),
    };
    this.#count(totals.connection, missed, { lost: missed.sent + missed.received });
  }

  #count(number: number, tally: Tally, change: { lastFrameAt?: number; lost?: number }): void {
    const counted = this.#counted.get(number) ?? { sent: 0, received: 0, sentBytes: 0, receivedBytes: 0 };
    this.#counted.set(number, {
      sent: counted.sent + tally.sent,
      received: counted.received + tally.received,
      sentBytes: counted.sentBytes + tally.sentBytes,
      receivedBytes: counted.receivedBytes + tally.receivedBytes,
    });
    const id = this.#idOf(number);
    const connection = id === undefined ? undefined : this.#log.get(id);
    if (id === undefined || !connection) return;
    const traffic = {
      ...change,
      sent: plus(connection.sent, tally.sent, tally.sentBytes),
      received: plus(connection.received, tally.received, tally.receivedBytes),
      lost: connection.lost + (change.lost ?? 0),
    };
    const { lastFrameAt } = change;
    // Frames may come after the close that followed them: events are not held back, frames are.
    if (connection.evidence.close && lastFrameAt !== undefined) {
      this.#log.updateEvidence(id, { lastFrameAt }, traffic);
    } else this.#log.update(id, traffic);
  }
}
