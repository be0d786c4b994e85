import type { CaptureBatch, Cursor, DocumentInfo } from '../bridge/channel.ts';
import type { CaptureEvent } from '../bridge/capture-event.ts';
import { FrameFlag, type FrameChunk } from '../bridge/frame-chunk.ts';
import type { FrameStore } from '../frame-store/frame-store.ts';
import type { Traffic } from './connection.ts';
import { type ConnectionLog, hasEnded } from './connection-log.ts';

interface Tally {
  sent: number;
  received: number;
  sentBytes: number;
  receivedBytes: number;
  lastFrameAt: number;
}

/** Takes in what one document's hook recorded, in the order of its numbers, and keeps where it stands. */
export class DocumentFeed {
  readonly document: DocumentInfo;
  readonly #log: ConnectionLog;
  readonly #frames: FrameStore;
  /** Session id of each connection number of the document. */
  readonly #ids = new Map<number, number>();
  /** Row of each frame whose Blob is still being read. */
  readonly #pendingRows = new Map<number, number>();
  #cursor: Cursor = { event: 0, frame: 0 };

  constructor(document: DocumentInfo, log: ConnectionLog, frames: FrameStore) {
    this.document = document;
    this.#log = log;
    this.#frames = frames;
  }

  /** What the session has of this document so far. */
  get cursor(): Cursor {
    return this.#cursor;
  }

  take(batch: CaptureBatch): void {
    const late: CaptureEvent[] = [];
    batch.events.forEach((event, i) => {
      if (batch.firstEvent + i < this.#cursor.event) return;
      // The payload of a Blob can only be filled in once its frame has a row.
      if (event.type === 'payload') late.push(event);
      else this.#event(event);
    });
    for (const chunk of batch.chunks) this.#chunk(chunk);
    for (const event of late) this.#event(event);
    const lostAtTheEnd = batch.next.frame - Math.max(this.#cursor.frame, 0);
    if (lostAtTheEnd > 0) this.#lose(lostAtTheEnd);
    this.#cursor = batch.next;
  }

  /** The document is gone: what had not ended ends. */
  end(time: number): void {
    for (const id of this.#ids.values()) {
      const connection = this.#log.get(id);
      if (!connection || hasEnded(connection)) continue;
      if (connection.evidence.outcome === 'pending') {
        this.#log.updateEvidence(
          id,
          { closeCalledAt: time, outcome: 'failed', settledAt: time },
          { state: 'failed' },
        );
      } else this.#log.update(id, { state: 'closed' });
    }
  }

  #event(event: CaptureEvent): void {
    const time = this.document.timeOrigin + event.time;
    switch (event.type) {
      case 'created':
      case 'constructor-threw':
        return this.#created(event, time);
      case 'csp-violation':
        return this.#cspViolation(event);
      case 'payload': {
        const row = this.#pendingRows.get(event.payloadOf);
        if (row === undefined) return;
        this.#pendingRows.delete(event.payloadOf);
        return this.#frames.setPayload(row, event.bytes);
      }
      default:
    }
    const id = this.#ids.get(event.connection);
    const connection = id === undefined ? undefined : this.#log.get(id);
    if (id === undefined || !connection) return;
    switch (event.type) {
      case 'open':
        return this.#log.updateEvidence(
          id,
          {
            outcome: 'open',
            settledAt: time,
            openedAt: time,
            selectedProtocol: event.protocol,
            extensions: event.extensions,
          },
          { state: 'open' },
        );
      case 'close-called': {
        const closeCalled = { time, code: event.code, reason: event.reason };
        if (connection.closeCalled) return;
        if (connection.state === 'connecting') {
          return this.#log.updateEvidence(id, { closeCalledAt: time }, { closeCalled, state: 'closing' });
        }
        return this.#log.update(
          id,
          hasEnded(connection) ? { closeCalled } : { closeCalled, state: 'closing' },
        );
      }
      case 'error':
        return this.#failed(id, time);
      case 'close': {
        const close = { code: event.code, reason: event.reason, wasClean: event.wasClean, time };
        const opened = connection.evidence.openedAt !== undefined;
        return this.#log.updateEvidence(
          id,
          opened ? { close } : { close, outcome: 'failed', settledAt: connection.evidence.settledAt ?? time },
          { state: opened ? 'closed' : 'failed' },
        );
      }
      case 'evicted':
        return this.#count(
          id,
          {
            sent: event.sent,
            received: event.received,
            sentBytes: event.sentBytes,
            receivedBytes: event.receivedBytes,
            lastFrameAt: 0,
          },
          event.sent + event.received,
        );
      default:
        event satisfies never;
    }
  }

  #created(event: Extract<CaptureEvent, { type: 'created' | 'constructor-threw' }>, time: number): void {
    const threw = event.type === 'constructor-threw';
    const id = this.#log.add({
      state: threw ? 'failed' : 'connecting',
      sent: { frames: 0, bytes: 0 },
      received: { frames: 0, bytes: 0 },
      lost: 0,
      document: { url: this.document.url, top: this.document.top },
      stack: event.stack,
      evidence: {
        browser: this.#log.browser,
        argument: event.argument,
        url: threw ? event.argument : event.url,
        protocols: event.protocols,
        initiator: this.document.url,
        createdAt: time,
        ...(threw
          ? { outcome: 'threw', settledAt: time, exception: { name: event.name, message: event.message } }
          : { outcome: 'pending' }),
      },
    });
    this.#ids.set(event.connection, id);
  }

  /** An error before `open` ends the handshake, and no `close` may follow: CSP blocks in Chrome fire none. */
  #failed(id: number, time: number): void {
    const connection = this.#log.get(id);
    if (connection?.evidence.outcome === 'pending') {
      this.#log.updateEvidence(
        id,
        { outcome: 'failed', settledAt: time },
        { errorAt: time, state: 'failed' },
      );
    } else this.#log.update(id, { errorAt: time });
  }

  /** The violation names only the URL: it belongs to the newest connection to it that has not opened. */
  #cspViolation(event: Extract<CaptureEvent, { type: 'csp-violation' }>): void {
    const cspViolation = { blockedUrl: event.blockedUrl, directive: event.directive, policy: event.policy };
    if (event.disposition !== 'enforce') return;
    for (const id of [...this.#ids.values()].toReversed()) {
      const evidence = this.#log.get(id)?.evidence;
      if (!evidence || evidence.openedAt !== undefined || evidence.cspViolation) continue;
      if (!isBlockedUrl(event.blockedUrl, evidence.url)) continue;
      return this.#log.updateEvidence(id, { cspViolation });
    }
  }

  #chunk(chunk: FrameChunk): void {
    const { timeOrigin } = this.document;
    const lost = chunk.firstFrame - this.#cursor.frame;
    if (lost > 0) this.#lose(lost);
    const row = this.#frames.append(chunk, (connection) => this.#ids.get(connection) ?? 0, timeOrigin);
    this.#cursor = { ...this.#cursor, frame: chunk.firstFrame + chunk.count };
    const tallies = new Map<number, Tally>();
    for (let i = 0; i < chunk.count; i++) {
      const connection = chunk.connection[i] ?? 0;
      let tally = tallies.get(connection);
      if (!tally) {
        tally = { sent: 0, received: 0, sentBytes: 0, receivedBytes: 0, lastFrameAt: 0 };
        tallies.set(connection, tally);
      }
      const flags = chunk.flags[i] ?? 0;
      const length = chunk.length[i] ?? 0;
      if (flags & FrameFlag.Sent) {
        tally.sent++;
        tally.sentBytes += length;
      } else {
        tally.received++;
        tally.receivedBytes += length;
      }
      tally.lastFrameAt = timeOrigin + (chunk.time[i] ?? 0);
      if (flags & FrameFlag.Pending) this.#pendingRows.set(chunk.firstFrame + i, row + i);
    }
    for (const [connection, tally] of tallies) {
      const id = this.#ids.get(connection);
      if (id !== undefined) this.#count(id, tally, 0);
    }
  }

  #count(id: number, tally: Tally, lost: number): void {
    const connection = this.#log.get(id);
    if (!connection) return;
    this.#log.update(id, {
      sent: plus(connection.sent, tally.sent, tally.sentBytes),
      received: plus(connection.received, tally.received, tally.receivedBytes),
      lost: connection.lost + lost,
      ...(tally.lastFrameAt > 0 ? { lastFrameAt: tally.lastFrameAt } : {}),
    });
  }

  #lose(frames: number): void {
    this.#cursor = { ...this.#cursor, frame: this.#cursor.frame + frames };
    this.#log.countLost(frames);
    this.#frames.appendMarker({ kind: 'lost', count: frames }, this.document.timeOrigin);
  }
}

function plus(traffic: Traffic, frames: number, bytes: number): Traffic {
  return { frames: traffic.frames + frames, bytes: traffic.bytes + bytes };
}

/** CSP reports strip what is secret of a URL down to its origin where it was redirected or is cross-origin. */
function isBlockedUrl(blocked: string, url: string): boolean {
  return (
    blocked === url || (blocked !== '' && url.startsWith(blocked)) || blocked === 'ws' || blocked === 'wss'
  );
}
