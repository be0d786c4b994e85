import type { Socket } from 'node:net';

/**
 * One direction of a relayed connection: what comes from one socket and goes to the other. While the other does not
 * take more, nothing is read, so that a slow side makes the fast one wait and not this process grow.
 */
export class Passage {
  readonly #from: Socket;
  readonly #to: Socket;
  #bytes = 0;
  #isWaiting = false;
  readonly #drained = () => {
    this.#isWaiting = false;
    this.#from.resume();
  };

  constructor(from: Socket, to: Socket) {
    this.#from = from;
    this.#to = to;
  }

  /** Bytes passed on so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Bytes passed on that the other side has not taken yet. */
  get buffered(): number {
    return this.#to.writableLength;
  }

  pass(bytes: Uint8Array): void {
    if (bytes.length === 0 || !this.#to.writable) return;
    this.#bytes += bytes.length;
    if (this.#to.write(bytes) || this.#isWaiting) return;
    this.#isWaiting = true;
    this.#from.pause();
    this.#to.once('drain', this.#drained);
  }

  /** The one side says no more; so the other hears no more. */
  end(): void {
    if (this.#to.writable) this.#to.end();
  }
}
