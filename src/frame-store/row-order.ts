/** What rows can be sorted by: their time, true length, or how long after the row before they came. */
export type SortKey = 'time' | 'length' | 'gap';

/** The order in which rows are shown. */
export type RowOrder =
  | { readonly kind: 'arrival' }
  | { readonly kind: 'connection' }
  | { readonly kind: 'sorted'; readonly by: SortKey; readonly descending: boolean };

/** Rows of a store at places in a list. */
export interface RowList {
  readonly length: number;
  /** The row at a place; negative for the head of a group, see `grouped-rows.ts`. */
  rowAt(index: number): number;
  /** The place of a row; -1 where it is not shown. */
  indexOf(row: number): number;
  /** The place of a row, or that where it would be; -1 where nothing is known of it. */
  placeOf(row: number): number;
}

/** Rows in an order that is kept up while they come and go. */
export interface ArrangedRows extends RowList {
  /**
   * Takes in what has come and gone.
   * @param end the row before which to stop; later ones are not shown
   * @param deadline in milliseconds of `performance.now()`
   * @returns whether all is taken in
   */
  advance(end: number, deadline: number): boolean;
}
