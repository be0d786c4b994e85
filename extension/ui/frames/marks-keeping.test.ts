// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { ArrivalRows } from '../../../src/frame-store/arrival-rows.ts';
import { FilteredRows } from '../../../src/frame-store/filtered-rows.ts';
import { NO_MARK } from '../../../src/frame-store/frame-marks.ts';
import { FrameStore } from '../../../src/frame-store/frame-store.ts';
import { appendFrames } from '../../../src/frame-store/testing/append-frames.ts';
import { changeMark, nextMarked } from './marks-keeping.ts';
import { notice } from '../notice.ts';

function storeOf(count: number): FrameStore {
  const store = new FrameStore();
  appendFrames(
    store,
    Array.from({ length: count }, () => ({})),
  );
  return store;
}

describe('marks', () => {
  it('that were removed come back by undo, with their note', () => {
    const store = storeOf(3);
    const changed = vi.fn();
    changeMark(store, 1, { isMarked: true, note: 'the wrong one' }, changed);
    expect(notice.value?.undo).toBeFalsy();
    changeMark(store, 1, { isMarked: false, note: '' }, changed);
    expect(store.marks.get(1)).toEqual(NO_MARK);
    notice.value?.undo?.();
    expect(store.marks.get(1)).toEqual({ ...NO_MARK, isMarked: true, note: 'the wrong one' });
    expect(changed).toHaveBeenCalledTimes(3);
  });

  it('are gone through in the order of the list, those that are filtered away left out', () => {
    const store = storeOf(20);
    const rows = new FilteredRows(store);
    rows.setFilter({ connection: null, matches: (_, row) => row % 2 === 0 });
    rows.advance(Number.POSITIVE_INFINITY);
    for (const row of [4, 7, 10]) changeMark(store, row, { isMarked: true }, () => {});
    const next = (from: number, step: 1 | -1) => nextMarked(store, new ArrivalRows(rows), from, step);
    expect([next(-1, 1), next(2, 1), next(5, 1)]).toEqual([2, 5, 2]);
    expect([next(5, -1), next(2, -1)]).toEqual([2, 5]);
    expect(nextMarked(storeOf(3), new ArrivalRows(rows), 0, 1)).toBe(-1);
  });
});
