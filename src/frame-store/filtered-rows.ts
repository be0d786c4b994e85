import type { FrameStore } from './frame-store.ts';
import { RowNumbers } from './row-numbers.ts';

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
  #rows = new RowNumbers();
  #scanned = 0;

  constructor(store: FrameStore) {
    this.#store = store;
  }

  get length(): number {
    return this.#isIdentity ? this.#store.endRow - this.#store.firstRow : this.#rows.length;
  }

  /** Matching rows that the store has dropped, since the filter was set. */
  get removed(): number {
    return this.#isIdentity ? this.#store.firstRow : this.#rows.removed;
  }

  setFilter(filter: RowFilter): void {
    this.#filter = filter;
    this.#rows = new RowNumbers();
    this.#scanned = 0;
  }

  /** @returns the row at a place in the list */
  rowAt(index: number): number {
    return this.#isIdentity ? this.#store.firstRow + index : this.#rows.at(index);
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
    return this.#rows.countBefore(row);
  }

  /**
   * The first of these rows of that time or a later one; `null` where there is none.
   * @param time milliseconds since the Unix epoch
   */
  firstSince(time: number): number | null {
    const from = this.#store.firstRowSince(time);
    for (let index = this.countBefore(from); index < this.length; index++) {
      const row = this.rowAt(index);
      if (this.#store.time(row) >= time) return row;
    }
    return null;
  }

  /**
   * Looks at rows it has not seen, until a time.
   * @param deadline in milliseconds of `performance.now()`
   * @returns whether it has seen all
   */
  advance(deadline: number): boolean {
    if (this.#isIdentity) return true;
    const { firstRow, endRow } = this.#store;
    this.#rows.releaseBefore(firstRow);
    this.#scanned = Math.max(this.#scanned, firstRow);
    for (let seen = 1; this.#scanned < endRow; seen++) {
      const isShown = this.#isShown(this.#scanned);
      if (isShown === null) return false;
      if (isShown) this.#rows.push(this.#scanned);
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
}
