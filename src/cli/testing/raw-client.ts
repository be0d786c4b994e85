import { EventEmitter, once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** The sample key of RFC 6455 §1.3, and the accept value that belongs to it. */
export const SAMPLE_KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
export const SAMPLE_ACCEPT = 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=';

export interface RawResponse {
  readonly status: number;
  /** Header lines as they came. */
  readonly lines: readonly string[];
  readonly body: string;
}

export interface RawFrame {
  readonly fin: boolean;
  readonly rsv1: boolean;
  readonly opcode: number;
  readonly payload: Buffer;
}

/** A TCP client that sees the very bytes that a server sends. */
export class RawClient {
  readonly socket: Socket;
  /** How the connection ended, if it did: `end` is a FIN, anything else an error code. */
  ending: string | undefined;
  bytes = Buffer.alloc(0);
  readonly #progress = new EventEmitter();

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1');
    this.socket.on('data', (chunk) => {
      this.bytes = Buffer.concat([this.bytes, chunk]);
      this.#progress.emit('progress');
    });
    this.socket.on('end', () => this.#end('end'));
    this.socket.on('error', (error: NodeJS.ErrnoException) => this.#end(error.code ?? error.message));
  }

  sendHandshake(target: string, fields: readonly string[] = [], key = SAMPLE_KEY): void {
    const head = [
      `GET ${target} HTTP/1.1`,
      'Host: localhost',
      'Upgrade: websocket',
      'Connection: Upgrade',
      'Sec-WebSocket-Version: 13',
      `Sec-WebSocket-Key: ${key}`,
      ...fields,
    ];
    this.socket.write(`${head.join('\r\n')}\r\n\r\n`);
  }

  /** Resolves when `isDone` holds for what has come; rejects when the connection ends before. */
  async until<T>(find: () => T | undefined): Promise<T> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      if (this.ending !== undefined) throw new Error(`The connection ended first: ${this.ending}`);
      await once(this.#progress, 'progress');
    }
  }

  async ended(): Promise<string> {
    while (this.ending === undefined) await once(this.#progress, 'progress');
    return this.ending;
  }

  /** The response's head, and for an ordinary response the body up to the connection's end. */
  async response(): Promise<RawResponse> {
    const head = await this.until(() => this.#head());
    const [statusLine = '', ...lines] = head.split('\r\n');
    const status = Number(statusLine.split(' ')[1]);
    if (status !== 101) await this.ended();
    return { status, lines, body: status === 101 ? '' : this.#afterHead().toString() };
  }

  /** The first `count` frames after a 101. */
  async frames(count: number): Promise<RawFrame[]> {
    return await this.until(() => {
      const frames = this.#head() === undefined ? [] : parseFrames(this.#afterHead());
      return frames.length >= count ? frames.slice(0, count) : undefined;
    });
  }

  #head(): string | undefined {
    const end = this.bytes.indexOf('\r\n\r\n');
    return end === -1 ? undefined : this.bytes.toString('latin1', 0, end);
  }

  #afterHead(): Buffer {
    return this.bytes.subarray(this.bytes.indexOf('\r\n\r\n') + 4);
  }

  #end(how: string): void {
    this.ending ??= how;
    this.#progress.emit('progress');
  }
}

/** The whole, unmasked frames at the beginning of `bytes` (RFC 6455 §5.2). */
function parseFrames(bytes: Buffer): RawFrame[] {
  const frames: RawFrame[] = [];
  let at = 0;
  while (at + 2 <= bytes.length) {
    const first = bytes.readUInt8(at);
    const short = bytes.readUInt8(at + 1);
    const lengthBytes = short === 127 ? 8 : short === 126 ? 2 : 0;
    const start = at + 2 + lengthBytes;
    if (start > bytes.length) break;
    const length =
      lengthBytes === 0
        ? short
        : bytes.readUIntBE(start - Math.min(lengthBytes, 6), Math.min(lengthBytes, 6));
    if (start + length > bytes.length) break;
    frames.push({
      fin: (first & 0x80) !== 0,
      rsv1: (first & 0x40) !== 0,
      opcode: first & 0x0f,
      payload: bytes.subarray(start, start + length),
    });
    at = start + length;
  }
  return frames;
}

/** A frame as a client sends it (§5.3), with a mask of zeros unless `masked` is false. */
export function clientFrame(opcode: number, payload: Buffer, masked = true): Buffer {
  if (payload.length > 125) throw new Error('Only short frames are made here');
  const mask = masked ? [0, 0, 0, 0] : [];
  return Buffer.concat([Buffer.of(0x80 | opcode, (masked ? 0x80 : 0) | payload.length, ...mask), payload]);
}
