import type { RowList } from '../../../src/frame-store/row-order.ts';

/** Time between two characters from which on a new word begins, in milliseconds. */
const PAUSE = 1_000;
/** Time that one drawn frame may spend on looking, in milliseconds. */
const SLICE = 8;
/** One character, and not the name of a key. */
const IS_CHARACTER = /^.$/u;
/** Rows between two looks at the clock. */
const STEP = 64;

export interface TypeAheadOptions {
  readonly rows: () => RowList;
  /** What is seen of a row. */
  readonly textOf: (row: number) => string;
  readonly found: (index: number) => void;
  readonly missed: (text: string) => void;
}

/** Goes to the next row with what a person types, past the end from the beginning, in slices of time. */
export class TypeAhead {
  readonly #options: TypeAheadOptions;
  #typed = '';
  #typedAt = Number.NEGATIVE_INFINITY;
  #searches = 0;

  constructor(options: TypeAheadOptions) {
    this.#options = options;
  }

  /**
   * @param selected index of the selected row; -1 for none
   * @returns whether the key was a character of a word
   */
  press(key: string, now: number, selected: number): boolean {
    const isNew = now - this.#typedAt > PAUSE;
    if (!IS_CHARACTER.test(key) || (isNew && (key === ' ' || key === '/'))) return false;
    this.#typed = isNew ? key : this.#typed + key;
    this.#typedAt = now;
    // A longer word may still be that of the row that was found for its beginning.
    this.#search(this.#typed.toLowerCase(), selected + (isNew ? 1 : 0));
    return true;
  }

  #search(text: string, from: number): void {
    const search = ++this.#searches;
    let seen = 0;
    const look = () => {
      const { rows, textOf, found, missed } = this.#options;
      const list = rows();
      const deadline = performance.now() + SLICE;
      while (seen < list.length) {
        const index = (Math.max(0, from) + seen++) % list.length;
        if (textOf(list.rowAt(index)).toLowerCase().includes(text)) return found(index);
        if (seen % STEP === 0 && performance.now() > deadline) {
          requestAnimationFrame(() => search === this.#searches && look());
          return;
        }
      }
      missed(text);
    };
    look();
  }
}
