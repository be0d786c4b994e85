import type { FilteredRows } from './filtered-rows.ts';
import type { ArrangedRows } from './row-order.ts';

/** Rows as they came, with nothing to arrange. */
export class ArrivalRows implements ArrangedRows {
  readonly #rows: FilteredRows;
  #end = Number.POSITIVE_INFINITY;

  constructor(rows: FilteredRows) {
    this.#rows = rows;
  }

  get length(): number {
    return this.#rows.countBefore(this.#end);
  }

  rowAt(index: number): number {
    return this.#rows.rowAt(index);
  }

  indexOf(row: number): number {
    return row < this.#end ? this.#rows.indexOf(row) : -1;
  }

  placeOf(row: number): number {
    return this.#rows.countBefore(row);
  }

  advance(end: number): boolean {
    this.#end = end;
    return true;
  }
}
