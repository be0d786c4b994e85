import type { FilteredRows } from './filtered-rows.ts';
import type { FrameStore } from './frame-store.ts';
import type { ArrangedRows, SortKey } from './row-order.ts';
import { mergeRows, type SortedColumns, sortRows } from './sort-rows.ts';

/** Rows whose keys are looked up between two places where that may be interrupted. */
const STRIDE = 1 << 12;
/** Milliseconds between two merges, and how many times as long as the last one took. */
const LEAST_PAUSE = 500;
const PAUSE_FACTOR = 10;

const NONE: SortedColumns = { rows: new Uint32Array(0), keys: new Float64Array(0) };

/** Rows sorted by a number, in slices of time. What comes later is sorted by itself and merged in, twice a second at most. */
export class SortedRows implements ArrangedRows {
  readonly #store: FrameStore;
  readonly #rows: FilteredRows;
  readonly #by: SortKey;
  readonly #descending: boolean;
  #sorted = NONE;
  #next = 0;
  #job: { readonly steps: Generator<void, SortedColumns>; readonly next: number } | null = null;
  #spent = 0;
  #notBefore = 0;

  constructor(store: FrameStore, rows: FilteredRows, by: SortKey, descending: boolean) {
    this.#store = store;
    this.#rows = rows;
    this.#by = by;
    this.#descending = descending;
  }

  get length(): number {
    return this.#sorted.rows.length;
  }

  /** A row that the store has dropped since the last merge is still there. */
  rowAt(index: number): number {
    return this.#sorted.rows[this.#place(index)] ?? 0;
  }

  indexOf(row: number): number {
    if (row < this.#store.firstRow) return -1;
    const place = this.#search(row);
    return this.#sorted.rows[place] === row ? this.#place(place) : -1;
  }

  placeOf(row: number): number {
    if (row < this.#store.firstRow) return -1;
    return Math.max(0, Math.min(this.#place(this.#search(row)), this.length - 1));
  }

  advance(end: number, deadline: number): boolean {
    const began = performance.now();
    if (!this.#job) {
      const from = this.#rows.countBefore(this.#next);
      const to = this.#rows.countBefore(end);
      // Of those that were taken in, so many are still there.
      if (from === to && from === this.length) return true;
      if (began < this.#notBefore) return false;
      const next = to > from ? this.#rows.rowAt(to - 1) + 1 : this.#next;
      this.#job = { steps: this.#takeIn(from, to), next };
      this.#spent = 0;
    }
    for (let now = began; ; now = performance.now()) {
      const step = this.#job.steps.next();
      if (step.done) {
        this.#sorted = step.value;
        this.#next = this.#job.next;
        this.#job = null;
        this.#spent += performance.now() - began;
        this.#notBefore = performance.now() + Math.max(LEAST_PAUSE, this.#spent * PAUSE_FACTOR);
        return true;
      }
      if (now > deadline) {
        this.#spent += now - began;
        return false;
      }
    }
  }

  *#takeIn(from: number, to: number): Generator<void, SortedColumns> {
    const { removed } = this.#rows;
    const rows = new Uint32Array(to - from);
    const keys = new Float64Array(to - from);
    for (let i = 0; i < rows.length; i++) {
      if (i % STRIDE === 0) yield;
      // Places move while this is interrupted, as old rows go.
      const index = from + i - (this.#rows.removed - removed);
      if (index < 0) continue;
      rows[i] = this.#rows.rowAt(index);
      keys[i] = this.#keyAt(index);
    }
    return yield* mergeRows(this.#sorted, yield* sortRows({ rows, keys }), this.#store);
  }

  #keyAt(index: number): number {
    const row = this.#rows.rowAt(index);
    switch (this.#by) {
      case 'time':
        return this.#store.time(row);
      case 'length':
        return this.#store.marker(row) ? -1 : this.#store.length(row);
      case 'gap':
        return index > 0 ? this.#store.time(row) - this.#store.time(this.#rows.rowAt(index - 1)) : 0;
      default:
        return this.#by satisfies never;
    }
  }

  /** Where a row is among the sorted ones, or would be. */
  #search(row: number): number {
    const { rows, keys } = this.#sorted;
    const key = this.#keyAt(this.#rows.countBefore(row));
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = keys[middle] ?? 0;
      if (other < key || (other === key && (rows[middle] ?? 0) < row)) low = middle + 1;
      else high = middle;
    }
    // The gap of a row is another one once the row before it has gone.
    return rows[low] === row || this.#by !== 'gap' ? low : Math.max(rows.indexOf(row), 0);
  }

  #place(index: number): number {
    return this.#descending ? this.length - 1 - index : index;
  }
}
