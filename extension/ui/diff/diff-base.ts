import { signal } from '@preact/signals';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';

/** Rows that are looked through for the frame before. */
const REACH = 200_000;

/** The row that a person chose to compare others with. */
export const chosenBase = signal<number | null>(null);

/** The frame before a row that went the same way on the same connection, with a payload; `null` where there is none. */
export function previousAlike(store: FrameStore, row: number): number | null {
  const connection = store.connection(row);
  const direction = store.direction(row);
  const type = store.type(row);
  const end = Math.max(store.firstRow, row - REACH);
  for (let before = row - 1; before >= end; before--) {
    if (
      store.connection(before) === connection &&
      store.direction(before) === direction &&
      store.type(before) === type &&
      !store.marker(before)
    ) {
      return before;
    }
  }
  return null;
}
