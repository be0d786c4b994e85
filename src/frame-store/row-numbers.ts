/** Numbers of a full chunk, a power of two. */
const CHUNK_BITS = 12;
const CHUNK = 1 << CHUNK_BITS;
const FIRST_CHUNK = 32;

/** Ascending numbers of rows: they come at the end and go at the beginning, and take no more room than they need. */
export class RowNumbers {
  /** Full ones, but for the last, which grows up to that size. */
  #chunks: Uint32Array[] = [];
  /** Numbers that have gone of the first chunk. */
  #gone = 0;
  #length = 0;
  #removed = 0;

  get length(): number {
    return this.#length;
  }

  /** Numbers that have gone at the beginning. */
  get removed(): number {
    return this.#removed;
  }

  /** 0 beyond the last. */
  at(index: number): number {
    const i = this.#gone + index;
    return this.#chunks[i >>> CHUNK_BITS]?.[i & (CHUNK - 1)] ?? 0;
  }

  push(row: number): void {
    const i = this.#gone + this.#length++;
    const at = i & (CHUNK - 1);
    const number = i >>> CHUNK_BITS;
    let chunk = this.#chunks[number];
    if (!chunk || at >= chunk.length) {
      const larger = new Uint32Array(chunk ? chunk.length * 2 : number === 0 ? FIRST_CHUNK : CHUNK);
      if (chunk) larger.set(chunk);
      this.#chunks[number] = chunk = larger;
    }
    chunk[at] = row;
  }

  /** How many of them are less than a row. */
  countBefore(row: number): number {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.at(middle) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Lets go of the numbers less than a row. */
  releaseBefore(row: number): void {
    if (this.#length === 0 || this.at(0) >= row) return;
    const count = this.countBefore(row);
    this.#gone += count;
    this.#length -= count;
    this.#removed += count;
    this.#chunks.splice(0, this.#gone >>> CHUNK_BITS);
    this.#gone &= CHUNK - 1;
  }
}
