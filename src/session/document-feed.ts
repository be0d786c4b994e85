import type { CaptureBatch, Cursor, DocumentInfo } from '../bridge/channel.ts';
import type { CaptureEvent } from '../bridge/capture-event.ts';
import { type FrameChunk, withoutFirst } from '../bridge/frame-chunk.ts';
import type { FrameStore } from '../frame-store/frame-store.ts';
import { NO_TRAFFIC } from './connection.ts';
import { type ConnectionLog, hasEnded } from './connection-log.ts';
import { LatePayloads } from './late-payloads.ts';
import { TrafficCounts } from './traffic-counts.ts';

/** Takes in what one document's hook recorded, in the order of its numbers, and keeps where it stands. */
export class DocumentFeed {
  readonly document: DocumentInfo;
  readonly #log: ConnectionLog;
  readonly #frames: FrameStore;
  /** Session id of each connection number of the document. */
  readonly #ids = new Map<number, number>();
  readonly #counts: TrafficCounts;
  readonly #payloads: LatePayloads;
  #cursor: Cursor = { event: 0, frame: 0 };

  /** @param changed called when something arrives later than its batch: a Blob that has been read */
  constructor(document: DocumentInfo, log: ConnectionLog, frames: FrameStore, changed: () => void) {
    this.#payloads = new LatePayloads(frames, changed);
    this.document = document;
    this.#log = log;
    this.#frames = frames;
    this.#counts = new TrafficCounts(log, (connection) => this.#ids.get(connection), document.timeOrigin);
  }

  /** What the session has of this document so far. */
  get cursor(): Cursor {
    return this.#cursor;
  }

  take(batch: CaptureBatch): void {
    for (const event of batch.events) {
      if (event.number < this.#cursor.event) continue;
      if (event.type === 'blob') this.#payloads.announced(event);
      else this.#event(event);
    }
    for (const chunk of batch.chunks) this.#chunk(chunk);
    this.#lose(batch.next.frame - this.#cursor.frame);
    for (const totals of batch.totals) this.#counts.catchUp(totals);
    this.#cursor = {
      event: Math.max(this.#cursor.event, batch.next.event),
      frame: Math.max(this.#cursor.frame, batch.next.frame),
    };
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

  #event(event: Exclude<CaptureEvent, { type: 'blob' }>): void {
    const time = this.document.timeOrigin + event.time;
    switch (event.type) {
      case 'created':
      case 'constructor-threw':
        return this.#created(event, time);
      case 'csp-violation':
        return this.#cspViolation(event);
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
        if (connection.evidence.openedAt !== undefined) {
          const { lastFrameAt } = connection;
          return this.#log.updateEvidence(
            id,
            { close, ...(lastFrameAt === undefined ? {} : { lastFrameAt }) },
            { state: 'closed' },
          );
        }
        const isCloseAlone = connection.errorAt === undefined;
        return this.#log.updateEvidence(
          id,
          { close, isCloseAlone, outcome: 'failed', settledAt: connection.evidence.settledAt ?? time },
          { state: 'failed' },
        );
      }
      default:
        event satisfies never;
    }
  }

  #created(event: Extract<CaptureEvent, { type: 'created' | 'constructor-threw' }>, time: number): void {
    const threw = event.type === 'constructor-threw';
    const id = this.#log.add({
      state: threw ? 'failed' : 'connecting',
      sent: NO_TRAFFIC,
      received: NO_TRAFFIC,
      lost: 0,
      document: { key: this.document.documentKey, url: this.document.url, top: this.document.top },
      opener: this.document.worker ?? (this.document.top ? 'page' : 'frame'),
      witness: 'hook',
      evidence: {
        stack: this.document.worker ? withoutHook(event.stack) : event.stack,
        browser: this.#log.browser,
        argument: event.argument,
        url: threw ? event.argument : event.url,
        protocols: event.protocols,
        ...('asked' in event && event.asked ? { asked: event.asked } : {}),
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

  #chunk(given: FrameChunk): void {
    const known = this.#cursor.frame - given.firstFrame;
    if (known >= given.count) return;
    // A document that goes says once more what may have been on its way.
    const chunk = known > 0 ? withoutFirst(given, known) : given;
    const { timeOrigin } = this.document;
    this.#lose(chunk.firstFrame - this.#cursor.frame);
    const row = this.#frames.append(chunk, (connection) => this.#ids.get(connection) ?? 0, timeOrigin);
    if (chunk.hash !== undefined) this.#frames.setHash(row, chunk.hash);
    this.#cursor = { ...this.#cursor, frame: chunk.firstFrame + chunk.count };
    for (let i = 0; i < chunk.count; i++) {
      this.#payloads.frameCame(chunk.firstFrame + i, row + i, chunk.flags[i] ?? 0);
    }
    this.#counts.came(chunk);
  }

  #lose(frames: number): void {
    if (frames <= 0) return;
    this.#cursor = { ...this.#cursor, frame: this.#cursor.frame + frames };
    this.#log.countLost(frames);
    this.#frames.appendMarker({ kind: 'lost', count: frames }, this.document.timeOrigin);
  }
}

/** The hook of a worker is in its own script, so nothing but their place tells the two calls of the hook. */
function withoutHook(stack: string): string {
  return stack.split('\n').slice(2).join('\n');
}

/** CSP reports strip what is secret of a URL down to its origin where it was redirected or is cross-origin. */
function isBlockedUrl(blocked: string, url: string): boolean {
  return (
    blocked === url || (blocked !== '' && url.startsWith(blocked)) || blocked === 'ws' || blocked === 'wss'
  );
}
