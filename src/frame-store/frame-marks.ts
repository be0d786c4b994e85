/** What a person put on a frame. */
export interface FrameMark {
  readonly isMarked: boolean;
  /** Shown above the list, whatever that is filtered by. */
  readonly isPinned: boolean;
  /** Empty for none. */
  readonly note: string;
}

export const NO_MARK: FrameMark = { isMarked: false, isPinned: false, note: '' };

/** Frames that can have a mark, and characters of a note. */
export const MAX_MARKS = 2_000;
export const MAX_NOTE = 1_000;

/** Marks, pins and notes on the rows of a store. They go with their frames. */
export class FrameMarks {
  readonly #marks = new Map<number, FrameMark>();
  #rows: readonly number[] | null = null;
  #dropped = 0;

  /** Marks whose frames were dropped. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Rows with a mark, in ascending order. */
  get rows(): readonly number[] {
    this.#rows ??= [...this.#marks.keys()].toSorted((a, b) => a - b);
    return this.#rows;
  }

  get(row: number): FrameMark {
    return this.#marks.get(row) ?? NO_MARK;
  }

  /** Replaces the mark of a row. @returns false where there are too many */
  set(row: number, { isMarked, isPinned, note }: FrameMark): boolean {
    this.#rows = null;
    if (!isMarked && !isPinned && note === '') {
      this.#marks.delete(row);
      return true;
    }
    if (!this.#marks.has(row) && this.#marks.size >= MAX_MARKS) return false;
    this.#marks.set(row, { isMarked, isPinned, note: note.slice(0, MAX_NOTE) });
    return true;
  }

  /** Lets go of the marks before a row, whose frames the person cleared. */
  release(firstRow: number): void {
    for (const row of this.#marks.keys()) {
      if (row >= firstRow) continue;
      this.#marks.delete(row);
      this.#rows = null;
    }
  }

  /** The same, for frames that were dropped. */
  drop(firstRow: number): void {
    const before = this.#marks.size;
    this.release(firstRow);
    this.#dropped += before - this.#marks.size;
  }
}
