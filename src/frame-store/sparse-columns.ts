/** A row that is not a frame but says something about the frames around it. */
export type Marker =
  | { readonly kind: 'lost'; readonly count: number }
  | { readonly kind: 'navigation'; readonly url: string };

/** What only few rows have, and so has no column of its own. */
export class SparseColumns {
  readonly markers = new Map<number, Marker>();
  readonly hashes = new Map<number, number>();
  readonly violations = new Map<number, readonly string[]>();

  /** Forgets what it has of rows from one to before another. */
  release(from: number, end: number): void {
    for (const column of [this.markers, this.hashes, this.violations]) {
      for (let row = from; row < end && column.size > 0; row++) column.delete(row);
    }
  }
}
