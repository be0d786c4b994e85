import type { CaptureEvent, CaptureEventBody } from '../../src/bridge/capture-event.ts';
import type { CaptureBatch } from '../../src/bridge/channel.ts';
import type { FrameChunk } from '../../src/bridge/frame-chunk.ts';
import * as FrameFlag from '../../src/bridge/frame-flag.ts';
import type { DocumentFeed } from '../../src/session/document-feed.ts';
import type { Session } from '../../src/session/session.ts';

/** Records what the tester's own sockets do as a page's hook would, so that the session is fed in one way. */
export class TesterRecorder {
  readonly #session: Session;
  readonly #feed: DocumentFeed;
  #events = 0;
  #frames = 0;
  #connections = 0;

  constructor(session: Session) {
    this.#session = session;
    this.#feed = session.documentConnected({
      documentKey: crypto.randomUUID(),
      url: location.origin,
      timeOrigin: performance.timeOrigin,
      top: true,
    });
  }

  /** Opens a socket and records its life. @returns `null` where the constructor threw */
  open(url: string, protocols: readonly string[]): TesterSocket | null {
    const connection = this.#connections++;
    const asked = { connection, argument: url, protocols, stack: '' };
    let socket: WebSocket;
    try {
      socket = new WebSocket(url, [...protocols]);
    } catch (error) {
      const { name, message } =
        error instanceof Error || error instanceof DOMException ? error : new Error(String(error));
      this.event({ type: 'constructor-threw', ...asked, name, message });
      return null;
    }
    socket.binaryType = 'arraybuffer';
    this.event({ type: 'created', ...asked, url: socket.url });
    socket.addEventListener('open', () => {
      this.event({ type: 'open', connection, protocol: socket.protocol, extensions: socket.extensions });
    });
    socket.addEventListener('error', () => this.event({ type: 'error', connection }));
    socket.addEventListener('close', ({ code, reason, wasClean }) => {
      this.event({ type: 'close', connection, code, reason, wasClean });
    });
    socket.addEventListener('message', ({ data }: MessageEvent<string | ArrayBuffer>) => {
      this.frame(connection, 0, typeof data === 'string' ? data : new Uint8Array(data), 0);
    });
    return new TesterSocket(this, socket, connection);
  }

  event(body: CaptureEventBody): void {
    const event = { number: this.#events++, time: performance.now(), ...body } as CaptureEvent;
    this.#capture({ events: [event], chunks: [] });
  }

  frame(connection: number, flags: number, data: string | Uint8Array, buffered: number): void {
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data.slice();
    const chunk: FrameChunk = {
      firstFrame: this.#frames++,
      count: 1,
      connection: Uint32Array.of(connection),
      time: Float64Array.of(performance.now()),
      flags: Uint8Array.of(typeof data === 'string' ? flags : flags | FrameFlag.Binary),
      length: Uint32Array.of(bytes.length),
      stored: Uint32Array.of(bytes.length),
      buffered: Uint32Array.of(buffered),
      bytes,
    };
    this.#capture({ events: [], chunks: [chunk] });
  }

  #capture(batch: Pick<CaptureBatch, 'events' | 'chunks'>): void {
    this.#session.capture(this.#feed, {
      ...batch,
      totals: [],
      next: { event: this.#events, frame: this.#frames },
    });
  }
}

/** One socket of the tester. */
export class TesterSocket {
  readonly #recorder: TesterRecorder;
  readonly #socket: WebSocket;
  readonly #connection: number;

  constructor(recorder: TesterRecorder, socket: WebSocket, connection: number) {
    this.#recorder = recorder;
    this.#socket = socket;
    this.#connection = connection;
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** Sends, and records that it did. */
  send(data: string | Uint8Array<ArrayBuffer>): void {
    this.#socket.send(data);
    const flags = this.isOpen ? FrameFlag.Sent : FrameFlag.Sent | FrameFlag.Discarded;
    this.#recorder.frame(this.#connection, flags, data, this.#socket.bufferedAmount);
  }

  /** @throws InvalidAccessError or SyntaxError for a code or a reason that no page may send */
  close(code: number | undefined, reason: string): void {
    this.#socket.close(code, reason);
    const connection = this.#connection;
    this.#recorder.event({ type: 'close-called', connection, code: code ?? null, reason: reason || null });
  }
}
