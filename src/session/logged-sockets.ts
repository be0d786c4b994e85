import type { FrameChunk } from '../bridge/frame-chunk.ts';
import * as FrameFlag from '../bridge/frame-flag.ts';
import type { HandshakeEvidence } from '../diagnosis/evidence.ts';
import type { FrameStore } from '../frame-store/frame-store.ts';
import type { HeaderField } from '../websocket/header-field.ts';
import { NO_TRAFFIC, type Opener, plus } from './connection.ts';
import { type ConnectionLog, hasEnded } from './connection-log.ts';

/** A socket as Chrome's network log has it. Times are milliseconds since the Unix epoch. */
export interface LoggedSocket {
  /** What no other has, such as the `Sec-WebSocket-Key` of its request; `null` where none was sent. */
  readonly key: string | null;
  readonly api: 'WebSocket' | 'WebTransport';
  readonly url: string;
  readonly startedAt: number;
  readonly hasEnded: boolean;
  readonly status: number;
  readonly requestHeaders: readonly HeaderField[];
  readonly responseHeaders: readonly HeaderField[];
  /** Chrome's own text for a failure. */
  readonly error?: string;
  readonly opener: Opener;
  /** URL of the script or document that opened it; empty where the log has none. */
  readonly initiator: string;
  readonly stack: string;
  /** All that it sent and received so far. */
  readonly messages: readonly LoggedMessage[];
}

/** One of HAR's `_webSocketMessages`: text, or base64 of what is binary. */
export interface LoggedMessage {
  readonly type: 'send' | 'receive';
  readonly time: number;
  readonly isBinary: boolean;
  readonly data: string;
}

interface Known {
  readonly id: number;
  /** Messages that are in the frame store. */
  taken: number;
}

/** Sockets that are remembered; the log lists all again each time it is asked. */
const MAX_KNOWN = 10_000;

/** The sockets of a session that only Chrome's network log tells of, with the frames that it shows of them. */
export class LoggedSockets {
  readonly #log: ConnectionLog;
  readonly #frames: FrameStore;
  readonly #known = new Map<string, Known>();
  readonly #open = new Set<number>();

  constructor(log: ConnectionLog, frames: FrameStore) {
    this.#log = log;
    this.#frames = frames;
  }

  get hasOpen(): boolean {
    return this.#open.size > 0;
  }

  /** @returns whether it told anything new */
  take(socket: LoggedSocket): boolean {
    const before = socket.key === null ? undefined : this.#known.get(socket.key);
    const known = before ?? this.#add(socket);
    const isNew = known !== before;
    const connection = this.#log.get(known.id);
    // It was cleared away, and the log still lists it.
    if (!connection) return false;
    const messages = socket.messages.slice(known.taken);
    known.taken = Math.max(known.taken, socket.messages.length);
    if (messages.length > 0) this.#append(known.id, messages);
    // The script of a worker may be listed after the sockets that it opened.
    const isExplained = connection.opener === 'unknown' && socket.opener !== 'unknown';
    if (isExplained)
      this.#log.updateEvidence(known.id, { initiator: socket.initiator }, { opener: socket.opener });
    const isEnd = socket.hasEnded && !hasEnded(connection);
    if (isEnd) this.#end(known.id, socket.error);
    return isNew || isEnd || isExplained || messages.length > 0;
  }

  /** The page that these belonged to has gone, and the log with it. */
  endBefore(time: number): void {
    for (const id of this.#open) {
      if ((this.#log.get(id)?.evidence.createdAt ?? 0) < time) this.#end(id);
    }
  }

  #add(socket: LoggedSocket): Known {
    const { url, startedAt, status, requestHeaders, responseHeaders, error } = socket;
    const isOpen = status === 101;
    const protocols = valueOf(requestHeaders, 'sec-websocket-protocol').split(/\s*,\s*/);
    const settled: Partial<HandshakeEvidence> = isOpen
      ? {
          selectedProtocol: valueOf(responseHeaders, 'sec-websocket-protocol'),
          extensions: valueOf(responseHeaders, 'sec-websocket-extensions'),
        }
      : {};
    const isSettled = isOpen || socket.hasEnded;
    const ended = socket.api === 'WebTransport' ? 'closed' : 'failed';
    const id = this.#log.add({
      state: isOpen ? 'open' : isSettled ? ended : 'connecting',
      sent: NO_TRAFFIC,
      received: NO_TRAFFIC,
      lost: 0,
      document: { key: '', url: socket.initiator, top: false },
      opener: socket.opener,
      api: socket.api,
      witness: 'network-log',
      evidence: {
        browser: this.#log.browser,
        argument: url,
        url,
        protocols: protocols.filter((protocol) => protocol !== ''),
        initiator: socket.initiator,
        createdAt: startedAt,
        stack: socket.stack,
        outcome: isOpen ? 'open' : isSettled ? 'failed' : 'pending',
        ...settled,
        networkLog: {
          time: startedAt,
          status,
          requestHeaders,
          responseHeaders,
          ...(error === undefined ? {} : { error }),
        },
      },
    });
    const known = { id, taken: 0 };
    if (isOpen || !isSettled) this.#open.add(id);
    if (socket.key === null) return known;
    this.#known.set(socket.key, known);
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    return known;
  }

  #end(id: number, error?: string): void {
    this.#open.delete(id);
    const connection = this.#log.get(id);
    if (!connection) return;
    const { networkLog, outcome } = connection.evidence;
    if (outcome === 'open' || connection.api === 'WebTransport')
      return this.#log.update(id, { state: 'closed' });
    const told = networkLog && error !== undefined ? { networkLog: { ...networkLog, error } } : {};
    this.#log.updateEvidence(id, { outcome: 'failed', ...told }, { state: 'failed' });
  }

  #append(id: number, messages: readonly LoggedMessage[]): void {
    const connection = this.#log.get(id);
    if (!connection) return;
    const chunk = chunkOf(id, messages);
    this.#frames.append(chunk, () => id, 0);
    let { sent, received } = connection;
    messages.forEach(({ type }, i) => {
      const length = chunk.length[i] ?? 0;
      if (type === 'send') sent = plus(sent, 1, length);
      else received = plus(received, 1, length);
    });
    this.#log.update(id, { sent, received, lastFrameAt: messages.at(-1)?.time ?? 0 });
  }
}

function chunkOf(id: number, messages: readonly LoggedMessage[]): FrameChunk {
  const payloads = messages.map(({ data, isBinary }) =>
    isBinary ? Uint8Array.from(atob(data), (character) => character.charCodeAt(0)) : encoder.encode(data),
  );
  const lengths = Uint32Array.from(payloads, ({ length }) => length);
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
  let offset = 0;
  for (const payload of payloads) {
    bytes.set(payload, offset);
    offset += payload.length;
  }
  return {
    firstFrame: 0,
    count: messages.length,
    connection: new Uint32Array(messages.length).fill(id),
    time: Float64Array.from(messages, ({ time }) => time),
    flags: Uint8Array.from(
      messages,
      ({ type, isBinary }) => (type === 'send' ? FrameFlag.Sent : 0) | (isBinary ? FrameFlag.Binary : 0),
    ),
    length: lengths,
    stored: lengths,
    buffered: new Uint32Array(messages.length),
    bytes,
  };
}

const encoder = new TextEncoder();

function valueOf(headers: readonly HeaderField[], name: string): string {
  return headers
    .filter((header) => header.name.toLowerCase() === name)
    .map(({ value }) => value)
    .join(', ');
}
