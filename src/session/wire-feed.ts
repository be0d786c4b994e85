import type { Cursor } from '../bridge/channel.ts';
import type { RelayInfo, WireBatch, WireEvent, WireFrameChunk } from '../bridge/relay-feed.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import type { FrameStore } from '../frame-store/frame-store.ts';
import { NO_TRAFFIC } from './connection.ts';
import { type ConnectionLog, hasEnded } from './connection-log.ts';
import { FrameRows } from './frame-rows.ts';
import { TrafficCounts } from './traffic-counts.ts';
import { withWireEvent } from './wire-evidence.ts';
import { withListed } from './wire-record.ts';

/** Connections that may be alive at once: more than a relay can have, fewer than a file may claim. */
const MAX_ALIVE = 10_000;

/** Takes in what one native relay saw, live or from a recording, in the order of its numbers. */
export class WireFeed {
  readonly relay: RelayInfo;
  /** Name of the file, for what was recorded. */
  readonly recording: string | undefined;
  readonly #log: ConnectionLog;
  readonly #frames: FrameStore;
  /** Session id of each connection number of the relay. */
  readonly #ids = new Map<number, number>();
  readonly #alive = new Set<number>();
  readonly #counts: TrafficCounts;
  readonly #rows: FrameRows;
  #cursor: Cursor = { event: 0, frame: 0 };

  constructor(relay: RelayInfo, recording: string | undefined, log: ConnectionLog, frames: FrameStore) {
    this.relay = relay;
    this.recording = recording;
    this.#log = log;
    this.#frames = frames;
    this.#counts = new TrafficCounts(log, (connection) => this.#ids.get(connection), relay.timeOrigin);
    this.#rows = new FrameRows(frames);
  }

  /** What the session has of this relay so far. */
  get cursor(): Cursor {
    return this.#cursor;
  }

  take(batch: WireBatch): void {
    for (const event of batch.events) if (event.number >= this.#cursor.event) this.#event(event);
    for (const chunk of batch.chunks) this.#chunk(chunk);
    this.#lose(batch.next.frame - this.#cursor.frame);
    for (const totals of batch.totals) this.#counts.catchUp(totals);
    this.#cursor = {
      event: Math.max(this.#cursor.event, batch.next.event),
      frame: Math.max(this.#cursor.frame, batch.next.frame),
    };
  }

  /** Nothing more will come: what had not ended ends here as far as anybody knows. */
  end(time: number): void {
    for (const id of this.#ids.values()) {
      const connection = this.#log.get(id);
      if (!connection || hasEnded(connection)) continue;
      if (connection.evidence.outcome !== 'pending') this.#log.update(id, { state: 'closed' });
      else this.#log.updateEvidence(id, { outcome: 'failed', settledAt: time }, { state: 'failed' });
    }
  }

  /** Tells of what has not ended that it is watched no longer, or again. */
  note(what: string, time: number): void {
    for (const id of this.#ids.values()) {
      const connection = this.#log.get(id);
      if (!connection?.wire || hasEnded(connection)) continue;
      const { wire } = connection;
      this.#log.update(id, { wire: { ...wire, notes: withListed(wire.notes, { time, what }) } });
    }
  }

  #event(event: WireEvent): void {
    const time = this.relay.timeOrigin + event.time;
    if (event.type === 'accepted') return this.#accepted(event, time);
    if (event.type === 'ended') this.#alive.delete(event.connection);
    const id = this.#ids.get(event.connection);
    const connection = id === undefined ? undefined : this.#log.get(id);
    if (id === undefined || !connection?.wire) return;
    if (event.type === 'violation' && event.frame !== null) {
      this.#rows.violates(event.frame, `${event.what} (${event.clause})`);
    }
    const { evidence, ...rest } = withWireEvent(
      { ...connection, wire: connection.wire },
      event,
      time,
      this.relay.target,
    );
    this.#log.updateEvidence(id, evidence, rest);
  }

  #accepted(event: Extract<WireEvent, { type: 'accepted' }>, time: number): void {
    if (this.#alive.size === MAX_ALIVE) return;
    this.#alive.add(event.connection);
    const { relayKey, url, target, edits } = this.relay;
    const id = this.#log.add({
      state: 'connecting',
      sent: NO_TRAFFIC,
      received: NO_TRAFFIC,
      lost: 0,
      document: { key: '', url, top: false },
      opener: 'native-client',
      witness: 'wire',
      wire: {
        relay: { relayKey, url, target, edits },
        ...(this.recording === undefined ? {} : { recording: this.recording }),
        client: event.client,
        edits: [],
        violations: [],
        violationCount: 0,
        notes: [],
      },
      evidence: {
        browser: 'native',
        argument: url,
        url: target,
        protocols: [],
        initiator: '',
        createdAt: time,
        outcome: 'pending',
      },
    });
    this.#ids.set(event.connection, id);
  }

  #chunk(chunk: WireFrameChunk): void {
    const known = this.#cursor.frame - chunk.firstFrame;
    if (known > 0) return;
    this.#lose(-known);
    const { timeOrigin } = this.relay;
    const row = this.#frames.append(chunk, (connection) => this.#ids.get(connection) ?? 0, timeOrigin);
    this.#cursor = { ...this.#cursor, frame: chunk.firstFrame + chunk.count };
    this.#rows.came(chunk, row);
    this.#counts.came(chunk);
    for (let i = 0; i < chunk.count; i++) {
      if (WireFlag.opcodeOf(chunk.flags[i] ?? 0) === 0x8) this.#closing(chunk.connection[i] ?? 0);
    }
  }

  /** One side has sent a close frame (RFC 6455 §7.1.3). */
  #closing(number: number): void {
    const id = this.#ids.get(number);
    if (id !== undefined && this.#log.get(id)?.state === 'open') this.#log.update(id, { state: 'closing' });
  }

  #lose(frames: number): void {
    if (frames <= 0) return;
    this.#cursor = { ...this.#cursor, frame: this.#cursor.frame + frames };
    this.#log.countLost(frames);
    this.#frames.appendMarker({ kind: 'lost', count: frames }, this.relay.timeOrigin);
  }
}
