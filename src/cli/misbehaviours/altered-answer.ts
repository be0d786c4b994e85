import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** Writes an answer in its own way; rejects when `left` is aborted, since the client has gone. */
export type WriteAnswer = (socket: Socket, answer: Buffer, left: AbortSignal) => void | Promise<void>;

/** A TCP connection whose first write, the answer to the opening handshake, leaves in another way. */
export class AlteredAnswer extends Duplex {
  readonly #socket: Socket;
  readonly #write: WriteAnswer;
  readonly #left = new AbortController();
  #answered = false;

  constructor(socket: Socket, write: WriteAnswer) {
    super();
    this.#socket = socket;
    this.#write = write;
    socket.on('data', (chunk) => {
      if (!this.push(chunk)) socket.pause();
    });
    socket.once('end', () => this.push(null));
    socket.once('close', () => this.destroy());
    socket.pause();
  }

  override _read(): void {
    this.#socket.resume();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, written: (error?: Error | null) => void): void {
    if (this.#answered) {
      this.#socket.write(chunk, written);
      return;
    }
    this.#answered = true;
    Promise.resolve(this.#write(this.#socket, chunk, this.#left.signal)).then(() => written(), written);
  }

  override _final(ended: (error?: Error | null) => void): void {
    this.#socket.end(() => ended());
  }

  override _destroy(error: Error | null, destroyed: (error?: Error | null) => void): void {
    this.#left.abort();
    this.#socket.destroy();
    destroyed(error);
  }
}
