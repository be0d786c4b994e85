import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FilteredRows } from './filtered-rows.ts';
import { FrameStore } from './frame-store.ts';
import { GroupedRows, headOf } from './grouped-rows.ts';
import type { ArrangedRows, RowList, SortKey } from './row-order.ts';
import { SortedRows } from './sorted-rows.ts';
import { appendFrames } from './testing/append-frames.ts';

const NO_DEADLINE = Number.POSITIVE_INFINITY;
const NO_END = Number.POSITIVE_INFINITY;

const listOf = (rows: RowList) => Array.from({ length: rows.length }, (_, i) => rows.rowAt(i));

/** Each row is at the place where it says that it is. */
function expectPlaces(rows: RowList): void {
  const list = listOf(rows);
  expect(list.map((row) => rows.indexOf(row))).toEqual(list.map((_, i) => i));
  expect(list.map((row) => rows.placeOf(row))).toEqual(list.map((_, i) => i));
}

const frame = fc.record({
  connection: fc.integer({ min: 1, max: 4 }),
  time: fc.integer({ min: -5, max: 5 }).map((time) => time * 1.5),
  length: fc.nat(3),
});
const step = fc.oneof(fc.array(frame, { maxLength: 12 }), fc.constantFrom('clear', 'advance', 'marker'));

/** A store that grew as told, with what arranges its odd rows after each `advance`. */
function grow(
  steps: readonly (readonly { connection: number; time: number; length: number }[] | string)[],
  arrange: (store: FrameStore, rows: FilteredRows) => ArrangedRows,
) {
  const store = new FrameStore();
  const rows = new FilteredRows(store);
  rows.setFilter({ connection: null, matches: (_, row) => row % 2 === 1 });
  const arranged = arrange(store, rows);
  const advance = () => {
    rows.advance(NO_DEADLINE);
    vi.advanceTimersByTime(60_000);
    while (!arranged.advance(NO_END, NO_DEADLINE));
  };
  for (const step of [...steps, 'advance']) {
    if (step === 'clear') store.clear();
    else if (step === 'marker') store.appendMarker({ kind: 'lost', count: 1 }, 3);
    else if (step === 'advance') advance();
    else if (typeof step !== 'string') appendFrames(store, step);
  }
  return { store, rows, arranged };
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('grouped rows', () => {
  it('are a plain grouping of all rows, however the store grew', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { store, rows, arranged } = grow(steps, (store, rows) => new GroupedRows(store, rows));
        const groups = new Map<number, number[]>();
        for (const row of listOf(rowList(rows))) {
          const connection = store.connection(row);
          groups.set(connection, [...(groups.get(connection) ?? []), row]);
        }
        const expected = [...groups.entries()].toSorted(([a], [b]) => a - b);
        expect(listOf(arranged)).toEqual(expected.flatMap(([id, rows]) => [headOf(id)].concat(rows)));
        expectPlaces(arranged);
      }),
    );
  });

  it('fold to their head', () => {
    const { arranged } = grow(
      [[3, 1, 3, 1].map((connection) => ({ connection, time: 0, length: 1 }))],
      (store, rows) => new GroupedRows(store, rows),
    );
    if (!(arranged instanceof GroupedRows)) throw new Error('not grouped');
    arranged.fold(1, true);
    expect(listOf(arranged)).toEqual([headOf(1)]);
    expect([arranged.indexOf(3), arranged.placeOf(3), arranged.countOf(1)]).toEqual([-1, 0, 2]);
    arranged.fold(1, false);
    expect(listOf(arranged)).toEqual([headOf(1), 1, 3]);
  });
});

describe('sorted rows', () => {
  it.for<SortKey>(['time', 'length', 'gap'])(
    'by %s are a plain sort of all rows, however the store grew',
    (by) => {
      fc.assert(
        fc.property(fc.array(step, { maxLength: 12 }), fc.boolean(), (steps, descending) => {
          const { store, rows, arranged } = grow(
            steps,
            (store, rows) => new SortedRows(store, rows, by, descending),
          );
          const shown = listOf(rowList(rows));
          const keyOf = (row: number) => {
            if (by === 'time') return store.time(row);
            if (by === 'length') return store.marker(row) ? -1 : store.length(row);
            const before = shown[shown.indexOf(row) - 1];
            return before === undefined ? 0 : store.time(row) - store.time(before);
          };
          const list = listOf(arranged);
          expect(list.toSorted((a, b) => a - b)).toEqual(shown);
          // What came first in an interrupted life of the list may have had another row before it.
          if (by !== 'gap' || !steps.includes('clear')) {
            const sorted = shown.toSorted((a, b) => keyOf(a) - keyOf(b) || a - b);
            expect(list).toEqual(descending ? sorted.toReversed() : sorted);
          }
          expectPlaces(arranged);
        }),
      );
    },
  );

  it('stop at the deadline and go on from there, and keep their old order meanwhile', () => {
    vi.useRealTimers();
    const store = new FrameStore();
    const rows = new FilteredRows(store);
    appendFrames(
      store,
      Array.from({ length: 200_000 }, (_, i) => ({ length: (i * 7919) % 1_000 })),
    );
    const sorted = new SortedRows(store, rows, 'length', true);
    let slices = 0;
    while (!sorted.advance(NO_END, 0)) {
      slices++;
      expect(sorted.length).toBe(0);
    }
    expect(slices).toBeGreaterThan(20);
    expect(sorted.length).toBe(200_000);
    expect([store.length(sorted.rowAt(0)), store.length(sorted.rowAt(199_999))]).toEqual([999, 0]);
  });
});

function rowList(rows: FilteredRows): RowList {
  return {
    length: rows.length,
    rowAt: (index) => rows.rowAt(index),
    indexOf: (row) => rows.indexOf(row),
    placeOf: (row) => rows.countBefore(row),
  };
}
