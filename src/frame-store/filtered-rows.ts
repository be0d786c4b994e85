import type { FrameStore } from './frame-store.ts';

/** Which rows of a store are shown. */
export interface RowFilter {
  /** Only frames of this connection. */
  readonly connection: number | null;
  /** And only those that this asks for. `null` is for later, and ends the scan for now, as does an error. */
  readonly matches: ((store: FrameStore, row: number) => boolean | null) | null;
}

const EVERYTHING: RowFilter = { connection: null, matches: null };

/** Rows between two looks at the clock. */
const STEP = 256;

/**
 * The rows of a store that match a filter, in order. Follows the store as it grows and drops rows, and looks at no row
 * twice. Without a filter it is the store itself and costs nothing.
 */
export class FilteredRows {
  readonly #store: FrameStore;
  #filter = EVERYTHING;
  #rows = new Uint32Array(1024);
  #start = 0;
  #end = 0;
  #scanned = 0;

  constructor(store: FrameStore) {
    this.#store = store;
  }

  get length(): number {
    return this.#isIdentity ? this.#store.endRow - this.#store.firstRow : this.#end - this.#start;
  }

  /** Matching rows that the store has dropped, since the filter was set. */
  get removed(): number {
    return this.#isIdentity ? this.#store.firstRow : this.#start;
  }

  setFilter(filter: RowFilter): void {
    this.#filter = filter;
    this.#start = 0;
    this.#end = 0;
    this.#scanned = 0;
  }

  /** @returns the row at a place in the list */
  rowAt(index: number): number {
    return this.#isIdentity ? this.#store.firstRow + index : (this.#rows[this.#start + index] ?? 0);
  }

  /** @returns the place of a row in the list; -1 where it is not shown */
  indexOf(row: number): number {
    const index = this.countBefore(row);
    return index < this.length && this.rowAt(index) === row ? index : -1;
  }

  /** @returns how many rows of the list come before a row of the store */
  countBefore(row: number): number {
    const { firstRow, endRow } = this.#store;
    if (this.#isIdentity) return Math.max(0, Math.min(row, endRow) - firstRow);
    let low = this.#start;
    let high = this.#end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#rows[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low - this.#start;
  }

  /**
   * Looks at rows it has not seen, until a time.
   * @param deadline in milliseconds of `performance.now()`
   * @returns whether it has seen all
   */
  advance(deadline: number): boolean {
    if (this.#isIdentity) return true;
    const { firstRow, endRow } = this.#store;
    while (this.#start < this.#end && (this.#rows[this.#start] ?? 0) < firstRow) this.#start++;
    this.#scanned = Math.max(this.#scanned, firstRow);
    for (let seen = 1; this.#scanned < endRow; seen++) {
      const isShown = this.#isShown(this.#scanned);
      if (isShown === null) return false;
      if (isShown) this.#push(this.#scanned);
      this.#scanned++;
      if (seen % STEP === 0 && performance.now() > deadline) return this.#scanned >= endRow;
    }
    return true;
  }

  get #isIdentity(): boolean {
    return this.#filter.connection === null && this.#filter.matches === null;
  }

  #isShown(row: number): boolean | null {
    // What says that something is missing is never filtered away.
    if (this.#store.marker(row)) return true;
    const { connection, matches } = this.#filter;
    if (connection !== null && this.#store.connection(row) !== connection) return false;
    return matches ? matches(this.#store, row) : true;
  }

  #push(row: number): void {
    if (this.#end === this.#rows.length) {
      const larger = new Uint32Array(this.#rows.length * 2);
      larger.set(this.#rows);
      this.#rows = larger;
    }
    this.#rows[this.#end++] = row;
  }
}
