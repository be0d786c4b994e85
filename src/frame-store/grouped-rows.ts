import type { FilteredRows } from './filtered-rows.ts';
import type { FrameStore } from './frame-store.ts';
import { RowNumbers } from './row-numbers.ts';
import type { ArrangedRows } from './row-order.ts';

/** Rows between two looks at the clock. */
const STEP = 1024;

interface Group {
  readonly connection: number;
  readonly rows: RowNumbers;
  /** Place of its head in the list. */
  start: number;
}

/** The row number that stands for the head of a connection's group. */
export function headOf(connection: number): number {
  return -1 - connection;
}

/** The connection whose group a row number heads; -1 for a row of the store. */
export function headedBy(row: number): number {
  return row < 0 ? -1 - row : -1;
}

/** Rows by connection, each group with a head before it and in the order of arrival. Markers are the group 0. */
export class GroupedRows implements ArrangedRows {
  readonly #store: FrameStore;
  readonly #rows: FilteredRows;
  readonly #groups = new Map<number, Group>();
  /** In the order of their connections. */
  #list: Group[] = [];
  /** Whether a group has come or gone since the list was made. */
  #areOthers = false;
  readonly #folded = new Set<number>();
  #length = 0;
  #next = 0;
  #firstRow = 0;

  constructor(store: FrameStore, rows: FilteredRows) {
    this.#store = store;
    this.#rows = rows;
  }

  get length(): number {
    return this.#length;
  }

  rowAt(index: number): number {
    const group = this.#groupAt(index);
    if (!group) return 0;
    return index === group.start ? headOf(group.connection) : group.rows.at(index - group.start - 1);
  }

  indexOf(row: number): number {
    const head = headedBy(row);
    if (head >= 0) return this.#groups.get(head)?.start ?? -1;
    const group = this.#groups.get(this.#store.connection(row));
    if (!group || this.#folded.has(group.connection)) return -1;
    const place = group.rows.countBefore(row);
    return group.rows.at(place) === row && place < group.rows.length ? group.start + 1 + place : -1;
  }

  placeOf(row: number): number {
    const head = headedBy(row);
    if (head >= 0) return this.#groups.get(head)?.start ?? -1;
    if (row < this.#store.firstRow) return -1;
    const group = this.#groups.get(this.#store.connection(row));
    if (!group) return -1;
    return this.#folded.has(group.connection) ? group.start : group.start + 1 + group.rows.countBefore(row);
  }

  /** Rows of a connection, shown or folded. */
  countOf(connection: number): number {
    return this.#groups.get(connection)?.rows.length ?? 0;
  }

  isFolded(connection: number): boolean {
    return this.#folded.has(connection);
  }

  fold(connection: number, isFolded: boolean): void {
    if (isFolded) this.#folded.add(connection);
    else this.#folded.delete(connection);
    this.#place();
  }

  advance(end: number, deadline: number): boolean {
    const { firstRow } = this.#store;
    if (firstRow > this.#firstRow) {
      for (const group of this.#list) group.rows.releaseBefore(firstRow);
      for (const { rows, connection } of this.#list) {
        if (rows.length === 0 && this.#groups.delete(connection)) this.#areOthers = true;
      }
      this.#firstRow = firstRow;
    }
    const count = this.#rows.countBefore(end);
    let seen = 0;
    let index = this.#rows.countBefore(this.#next);
    for (; index < count; index++) {
      if (++seen % STEP === 0 && performance.now() > deadline) break;
      const row = this.#rows.rowAt(index);
      this.#groupOf(this.#store.connection(row)).rows.push(row);
      this.#next = row + 1;
    }
    if (this.#areOthers) {
      this.#areOthers = false;
      this.#list = [...this.#groups.values()].toSorted((a, b) => a.connection - b.connection);
    }
    this.#place();
    return index >= count;
  }

  #groupOf(connection: number): Group {
    let group = this.#groups.get(connection);
    if (!group) {
      group = { connection, rows: new RowNumbers(), start: 0 };
      this.#groups.set(connection, group);
      this.#areOthers = true;
    }
    return group;
  }

  #place(): void {
    let start = 0;
    for (const group of this.#list) {
      group.start = start;
      start += 1 + (this.#folded.has(group.connection) ? 0 : group.rows.length);
    }
    this.#length = start;
  }

  #groupAt(index: number): Group | undefined {
    let low = 0;
    let high = this.#list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#list[middle]?.start ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    return this.#list[low - 1];
  }
}
