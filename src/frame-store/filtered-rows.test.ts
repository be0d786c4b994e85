import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FilteredRows } from './filtered-rows.ts';
import { FrameStore } from './frame-store.ts';

const NO_DEADLINE = Number.POSITIVE_INFINITY;

/** A store with frames of one byte, each with its connection as payload. */
function storeOf(connections: readonly number[], memoryLimit?: number): FrameStore {
  const store = new FrameStore(memoryLimit);
  append(store, connections);
  return store;
}

function append(store: FrameStore, connections: readonly number[]): void {
  const count = connections.length;
  const ones = new Uint32Array(count).fill(1);
  store.append(
    {
      count,
      connection: Uint32Array.from(connections),
      time: new Float64Array(count),
      flags: new Uint8Array(count),
      length: ones,
      stored: ones,
      buffered: new Uint32Array(count),
      bytes: Uint8Array.from(connections),
    },
    (connection) => connection,
    0,
  );
}

const listOf = (rows: FilteredRows) => Array.from({ length: rows.length }, (_, i) => rows.rowAt(i));

describe('filtered rows', () => {
  it('are the store itself without a filter', () => {
    const rows = new FilteredRows(storeOf([1, 2, 1]));
    expect(listOf(rows)).toEqual([0, 1, 2]);
    expect(rows.indexOf(2)).toBe(2);
    expect(rows.indexOf(3)).toBe(-1);
    expect(rows.countBefore(2)).toBe(2);
    expect(rows.countBefore(99)).toBe(3);
  });

  it('are those of a connection, and keep markers', () => {
    const store = storeOf([1, 2, 1]);
    store.appendMarker({ kind: 'lost', count: 5 }, 0);
    append(store, [2, 1]);
    const rows = new FilteredRows(store);
    rows.setFilter({ connection: 1, matches: null });
    expect(rows.advance(NO_DEADLINE)).toBe(true);
    expect(listOf(rows)).toEqual([0, 2, 3, 5]);
    expect(rows.indexOf(2)).toBe(1);
    expect(rows.indexOf(1)).toBe(-1);
    expect(rows.countBefore(3)).toBe(2);
  });

  it('look at each row once as the store grows', () => {
    const store = storeOf([1, 1]);
    const rows = new FilteredRows(store);
    let looks = 0;
    rows.setFilter({ connection: null, matches: () => ++looks > 0 });
    rows.advance(NO_DEADLINE);
    append(store, [1]);
    rows.advance(NO_DEADLINE);
    expect(looks).toBe(3);
    expect(rows.length).toBe(3);
  });

  it('stop at the deadline and go on from there', () => {
    const rows = new FilteredRows(storeOf(Array.from({ length: 1_000 }, () => 1)));
    rows.setFilter({ connection: 1, matches: null });
    expect(rows.advance(0)).toBe(false);
    expect(rows.length).toBeLessThan(1_000);
    while (!rows.advance(0));
    expect(rows.length).toBe(1_000);
  });

  it('let go of what the store drops, and count it', () => {
    const store = storeOf([1, 2], 500_000);
    const rows = new FilteredRows(store);
    rows.setFilter({ connection: 1, matches: null });
    rows.advance(NO_DEADLINE);
    for (let i = 0; i < 12; i++)
      append(
        store,
        Array.from({ length: 10_000 }, () => 1),
      );
    rows.advance(NO_DEADLINE);
    expect(store.firstRow).toBeGreaterThan(0);
    expect(rows.rowAt(0)).toBe(store.firstRow);
    expect(rows.length).toBe(store.endRow - store.firstRow);
    expect(rows.removed).toBeGreaterThan(0);
  });

  it('are what a plain filter of all rows gives, however the store grew and was cleared', () => {
    const step = fc.oneof(
      fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 20 }),
      fc.constantFrom('marker', 'clear', 'forget', 'advance'),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), fc.constantFrom(null, 1, 2), (steps, connection) => {
        const store = new FrameStore();
        const rows = new FilteredRows(store);
        const isOdd = (_: FrameStore, row: number) => row % 2 === 1;
        rows.setFilter({ connection, matches: isOdd });
        for (const step of steps) {
          if (step === 'marker') store.appendMarker({ kind: 'lost', count: 1 }, 0);
          else if (step === 'clear') store.clear();
          else if (step === 'forget') store.forgetCleared();
          else if (step === 'advance') rows.advance(NO_DEADLINE);
          else append(store, step);
        }
        rows.advance(NO_DEADLINE);
        const expected: number[] = [];
        for (let row = store.firstRow; row < store.endRow; row++) {
          const isOfConnection = connection === null || store.connection(row) === connection;
          if (store.marker(row) || (isOfConnection && isOdd(store, row))) expected.push(row);
        }
        expect(listOf(rows)).toEqual(expected);
        expect(expected.map((row) => rows.indexOf(row))).toEqual(expected.map((_, i) => i));
      }),
    );
  });
});
