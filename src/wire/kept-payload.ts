import { unmask } from './unmask.ts';

const FIRST = 4096;

/** A payload that comes in pieces, unmasked and up to a limit; its memory is used again for the next. */
export class KeptPayload {
  readonly #limit: number;
  #bytes = new Uint8Array(0);
  #length = 0;

  /** @param limit in bytes */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#length;
  }

  /** What is kept: a view, good until the next call. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  clear(): void {
    this.#length = 0;
    // One huge payload must not hold its memory for as long as the connection lives.
    if (this.#bytes.length > 16 * FIRST) this.#bytes = new Uint8Array(0);
  }

  /** @param position of the first of these bytes within their frame's payload, which the mask counts from */
  add(bytes: Uint8Array, from: number, to: number, key: number, position: number): void {
    const end = Math.min(this.#length + to - from, this.#limit);
    if (end <= this.#length) return;
    if (end > this.#bytes.length) this.#grow(end);
    this.#bytes.set(bytes.subarray(from, from + end - this.#length), this.#length);
    unmask(this.#bytes, this.#length, end, key, position);
    this.#length = end;
  }

  #grow(needed: number): void {
    const capacity = Math.min(this.#limit, Math.max(needed, this.#bytes.length * 2, FIRST));
    const grown = new Uint8Array(capacity);
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
