import { headedBy } from '../../../src/frame-store/grouped-rows.ts';
import type { FilteredRows } from '../../../src/frame-store/filtered-rows.ts';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import type { RowList } from '../../../src/frame-store/row-order.ts';
import { formatClock, formatDuration } from '../formatting.ts';
import type { TimeMode } from './frame-list-menus.ts';

export interface TimeOptions {
  readonly store: FrameStore;
  /** In the order in which they are shown. */
  readonly list: RowList;
  readonly mode: TimeMode;
  /** When a connection began, in milliseconds since the Unix epoch. */
  readonly startOf: (connection: number) => number | undefined;
}

/** The time of a frame in the list, as the person wants it told. */
export function timeText({ store, list, mode, startOf }: TimeOptions, index: number): string {
  const row = list.rowAt(index);
  const time = store.time(row);
  switch (mode) {
    case 'absolute':
      return formatClock(time);
    case 'connection':
      return signed(time - (startOf(store.connection(row)) ?? time));
    case 'delta': {
      let above = index - 1;
      // A marker tells no time that a frame could be measured from; the head of a group begins anew.
      while (above >= 0 && store.marker(list.rowAt(above))) above--;
      const isFirst = above < 0 || headedBy(list.rowAt(above)) >= 0;
      return signed(isFirst ? 0 : time - store.time(list.rowAt(above)));
    }
    default:
      return mode satisfies never;
  }
}

/** Time from the frame before it in the order of arrival. */
export function gapText(store: FrameStore, rows: FilteredRows, row: number): string {
  const index = rows.countBefore(row);
  return index > 0 ? signed(store.time(row) - store.time(rows.rowAt(index - 1))) : '';
}

function signed(milliseconds: number): string {
  return `${milliseconds < 0 ? '−' : '+'}${formatDuration(Math.abs(milliseconds))}`;
}
