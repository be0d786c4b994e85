import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two bytes. */
const DRIP = 10;

/** A TCP connection whose first write, the answer to the opening handshake, leaves byte by byte. */
export class DrippingSocket extends Duplex {
  readonly #socket: Socket;
  readonly #left = new AbortController();
  #answered = false;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
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
    this.#drip(chunk).then(() => written(), written);
  }

  override _final(ended: (error?: Error | null) => void): void {
    this.#socket.end(() => ended());
  }

  override _destroy(error: Error | null, destroyed: (error?: Error | null) => void): void {
    this.#left.abort();
    this.#socket.destroy();
    destroyed(error);
  }

  async #drip(chunk: Buffer): Promise<void> {
    for (const byte of chunk) {
      this.#socket.write(Uint8Array.of(byte));
      await wait(DRIP, undefined, { signal: this.#left.signal });
    }
  }
}
