import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import type { RowList } from '../../../src/frame-store/row-order.ts';

/**
 * The frame behind a place in a list, or before it, and from an end on at the other; what is no frame is passed over.
 * @param from -1 for none, which is before the first and behind the last
 * @returns its row in the store; `null` where the list has no frame
 */
export function nextFrame(store: FrameStore, list: RowList, from: number, step: 1 | -1): number | null {
  const { length } = list;
  const start = from < 0 && step < 0 ? length : from;
  for (let i = 1; i <= length; i++) {
    const row = list.rowAt((((start + i * step) % length) + length) % length);
    if (row >= 0 && !store.marker(row)) return row;
  }
  return null;
}
