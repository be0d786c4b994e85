import { describe, expect, it } from 'vitest';
import { FrameMarks, MAX_MARKS, MAX_NOTE, NO_MARK } from './frame-marks.ts';
import { FrameStore } from './frame-store.ts';
import { appendFrames } from './testing/append-frames.ts';

const MARKED = { ...NO_MARK, isMarked: true };

describe('marks on frames', () => {
  it('are told in the order of their rows, and go when nothing is left of them', () => {
    const marks = new FrameMarks();
    for (const row of [30, 4, 100]) marks.set(row, MARKED);
    expect(marks.rows).toEqual([4, 30, 100]);
    marks.set(30, NO_MARK);
    expect(marks.rows).toEqual([4, 100]);
    expect([marks.get(4), marks.get(30)]).toEqual([MARKED, NO_MARK]);
  });

  it('are bounded, as are their notes', () => {
    const marks = new FrameMarks();
    for (let row = 0; row < MAX_MARKS; row++) expect(marks.set(row, MARKED)).toBe(true);
    expect(marks.set(MAX_MARKS, MARKED)).toBe(false);
    expect(marks.set(3, { ...MARKED, note: 'x'.repeat(MAX_NOTE + 5) })).toBe(true);
    expect(marks.get(3).note).toHaveLength(MAX_NOTE);
  });

  it('go with their frames, counted, and come back with a clear that is undone', () => {
    const store = new FrameStore(500_000);
    for (let i = 0; i < 3; i++) appendFrames(store, [{ length: 100_000 }]);
    store.marks.set(0, MARKED);
    store.marks.set(2, MARKED);
    appendFrames(store, [{ length: 100_000 }]);
    expect([store.firstRow, store.marks.rows, store.marks.dropped]).toEqual([1, [2], 1]);
    store.clear();
    store.undoClear();
    expect(store.marks.rows).toEqual([2]);
    store.clear();
    store.forgetCleared();
    expect([store.marks.rows, store.marks.dropped]).toEqual([[], 1]);
  });
});
