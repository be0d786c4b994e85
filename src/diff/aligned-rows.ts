import type { Edit } from './edit-script.ts';

/** Bytes of one line of a comparison. */
const ALIGNED_BYTES = 16;
/** Equal lines that are shown around a change. */
const CONTEXT = 1;
/** Lines that a comparison shows at most. */
export const MAX_LINES = 20_000;

/** One place of both sides; `null` where that side has no byte there. */
export interface AlignedByte {
  readonly before: number | null;
  readonly after: number | null;
  readonly isEqual: boolean;
}

export interface AlignedRow {
  /** Offsets of the first byte of the row, or of the next byte where it has none. */
  readonly before: number;
  readonly after: number;
  readonly bytes: readonly AlignedByte[];
}

/** Which rows are shown: a run of them, or a note for as many equal ones that are not. */
export interface RowRun {
  readonly isShown: boolean;
  readonly first: number;
  readonly count: number;
}

/**
 * Two payloads side by side, with gaps where one has bytes that the other has not. Rows are made when asked for.
 */
export class AlignedRows {
  readonly length: number;
  readonly #before: Uint8Array;
  readonly #after: Uint8Array;
  readonly #edits: readonly Edit[];
  /** Place of the first byte of each edit. */
  readonly #starts: number[] = [];
  readonly #places: number;

  constructor(before: Uint8Array, after: Uint8Array, edits: readonly Edit[]) {
    this.#before = before;
    this.#after = after;
    this.#edits = edits;
    let places = 0;
    for (const { beforeLength, afterLength } of edits) {
      this.#starts.push(places);
      places += Math.max(beforeLength, afterLength);
    }
    this.#places = places;
    this.length = Math.ceil(places / ALIGNED_BYTES);
  }

  row(index: number): AlignedRow {
    const start = index * ALIGNED_BYTES;
    const end = Math.min(start + ALIGNED_BYTES, this.#places);
    let edit = this.#editAt(start);
    const first = this.#edits[edit];
    const into = start - (this.#starts[edit] ?? 0);
    const bytes: AlignedByte[] = [];
    for (let place = start; place < end; place++) {
      while (place >= (this.#starts[edit + 1] ?? this.#places)) edit++;
      bytes.push(this.#byteAt(place, edit));
    }
    return {
      before: (first?.before ?? 0) + Math.min(into, first?.beforeLength ?? 0),
      after: (first?.after ?? 0) + Math.min(into, first?.afterLength ?? 0),
      bytes,
    };
  }

  /** The rows with a change and those next to them, and notes for the rest. */
  runs(): RowRun[] {
    const runs: RowRun[] = [];
    let end = 0;
    this.#edits.forEach((edit, i) => {
      if (edit.isEqual) return;
      const start = this.#starts[i] ?? 0;
      const stop = start + Math.max(edit.beforeLength, edit.afterLength);
      const first = Math.max(end, Math.floor(start / ALIGNED_BYTES) - CONTEXT);
      const last = Math.min(this.length, Math.ceil(stop / ALIGNED_BYTES) + CONTEXT);
      if (last <= end) return;
      if (first > end) runs.push({ isShown: false, first: end, count: first - end });
      runs.push({ isShown: true, first, count: last - first });
      end = last;
    });
    if (end < this.length) runs.push({ isShown: false, first: end, count: this.length - end });
    return runs;
  }

  #byteAt(place: number, edit: number): AlignedByte {
    const { isEqual, before, beforeLength, after, afterLength } = this.#edits[edit] ?? NOTHING;
    const into = place - (this.#starts[edit] ?? 0);
    return {
      before: into < beforeLength ? (this.#before[before + into] ?? null) : null,
      after: into < afterLength ? (this.#after[after + into] ?? null) : null,
      isEqual,
    };
  }

  #editAt(place: number): number {
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= place) low = middle;
      else high = middle;
    }
    return low;
  }
}

const NOTHING: Edit = { isEqual: true, before: 0, beforeLength: 0, after: 0, afterLength: 0 };

/** A line as it is drawn: a row of which one or both sides are shown, or a note for equal rows. */
export type Line =
  | { readonly kind: 'both' | 'before' | 'after'; readonly row: number }
  | { readonly kind: 'equal'; readonly rows: number };

/** Lines of a comparison, side by side or one below the other; {@link MAX_LINES} at most. */
export function linesOf(rows: AlignedRows, isUnified: boolean): Line[] {
  const lines: Line[] = [];
  for (const { isShown, first, count } of rows.runs()) {
    if (lines.length >= MAX_LINES) break;
    if (!isShown) {
      lines.push({ kind: 'equal', rows: count });
      continue;
    }
    for (let row = first; row < first + count && lines.length < MAX_LINES; row++) {
      lines.push(...(isUnified ? unifiedLines(rows, row) : [{ kind: 'both', row } as const]));
    }
  }
  return lines;
}

/** A row as it was and as it became, unless it is equal or one side has nothing there. */
function unifiedLines(rows: AlignedRows, row: number): Line[] {
  const { bytes } = rows.row(row);
  if (bytes.every(({ isEqual }) => isEqual)) return [{ kind: 'both', row }];
  return (['before', 'after'] as const)
    .filter((side) => bytes.some((byte) => byte[side] !== null))
    .map((kind) => ({ kind, row }));
}
