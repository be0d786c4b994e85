import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ArrivalRows } from '../../../src/frame-store/arrival-rows.ts';
import type { FilteredRows } from '../../../src/frame-store/filtered-rows.ts';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import { GroupedRows } from '../../../src/frame-store/grouped-rows.ts';
import type { ArrangedRows, RowOrder } from '../../../src/frame-store/row-order.ts';
import { SortedRows } from '../../../src/frame-store/sorted-rows.ts';

/** Time that one drawn frame may spend on arranging, in milliseconds. */
const ARRANGE_SLICE = 8;
const ARRIVAL: RowOrder = { kind: 'arrival' };

/** The order in which frames are shown, and the rows in it. */
export interface FrameOrder {
  readonly order: Signal<RowOrder>;
  readonly rows: () => ArrangedRows;
  /** Changes when the rows have been arranged anew. */
  readonly version: ReadonlySignal<number>;
  readonly isArranging: ReadonlySignal<boolean>;
}

export interface FrameOrderOptions {
  readonly store: FrameStore;
  readonly rows: FilteredRows;
  /** Changes when rows have come or gone. */
  readonly changed: ReadonlySignal<unknown>;
  /** Changes with what the rows are chosen by. */
  readonly subject: ReadonlySignal<object>;
  /** The end of the store when the list was paused; `null` while it runs. */
  readonly pausedAt: ReadonlySignal<number | null>;
}

/** Keeps rows in the order that the person chose, in slices of time between drawn frames. */
export function createFrameOrder(options: FrameOrderOptions): FrameOrder {
  const { store, rows, changed, subject, pausedAt } = options;
  const order = signal(ARRIVAL);
  const version = signal(0);
  const isArranging = signal(false);
  let arranged: ArrangedRows = new ArrivalRows(rows);
  let isScheduled = false;

  const arrange = () => {
    const end = pausedAt.peek() ?? Number.POSITIVE_INFINITY;
    isArranging.value = !arranged.advance(end, performance.now() + ARRANGE_SLICE);
    version.value = version.peek() + 1;
    if (!isArranging.peek() || isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(() => {
      isScheduled = false;
      arrange();
    });
  };

  effect(() => {
    void subject.value;
    arranged = arrangementOf(order.value, store, rows);
    arrange();
  });
  effect(() => {
    void changed.value;
    void pausedAt.value;
    if (!isScheduled) arrange();
  });

  return { order, rows: () => arranged, version, isArranging };
}

function arrangementOf(order: RowOrder, store: FrameStore, rows: FilteredRows): ArrangedRows {
  switch (order.kind) {
    case 'arrival':
      return new ArrivalRows(rows);
    case 'connection':
      return new GroupedRows(store, rows);
    case 'sorted':
      return new SortedRows(store, rows, order.by, order.descending);
    default:
      return order satisfies never;
  }
}
