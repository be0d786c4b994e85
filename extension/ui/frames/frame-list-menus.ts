import type { RowOrder } from '../../../src/frame-store/row-order.ts';
import {
  COLUMNS,
  type ColumnId,
  type ColumnLayout,
  FIRST_LAYOUT,
  moved,
  shownColumns,
  toggled,
} from './column-layout.ts';
import { type MenuItem, SEPARATOR } from '../context-menu.tsx';

/** How a frame's time is told: time of day, since its connection began, or since the frame that is shown above it. */
export type TimeMode = 'absolute' | 'connection' | 'delta';

const TIME_MODES: Readonly<Record<TimeMode, { readonly title: string; readonly name: string }>> = {
  absolute: { title: 'Time', name: 'Time of day' },
  connection: { title: 'Time (from start)', name: 'Time since its connection began' },
  delta: { title: 'Time (Δ)', name: 'Time since the frame above' },
};

export function isTimeMode(value: unknown): value is TimeMode {
  return typeof value === 'string' && Object.hasOwn(TIME_MODES, value);
}

export function timeTitle(mode: TimeMode): string {
  return TIME_MODES[mode].title;
}

export interface HeaderMenuOptions {
  /** The column that it was asked for on; `null` for none. */
  readonly column: ColumnId | null;
  readonly layout: ColumnLayout;
  readonly onLayout: (layout: ColumnLayout) => void;
  readonly order: RowOrder;
  readonly onOrder: (order: RowOrder) => void;
  readonly timeMode: TimeMode;
  readonly onTimeMode: (mode: TimeMode) => void;
  readonly onJump: () => void;
}

type Items = readonly (MenuItem | typeof SEPARATOR)[];

/** What can be done with the columns and the order of a list of frames. */
export function headerMenu(options: HeaderMenuOptions): Items {
  const { column, layout, onLayout, order, onOrder, timeMode, onTimeMode } = options;
  const shown = shownColumns(layout);
  return [
    {
      label: 'In the order of arrival',
      checked: order.kind === 'arrival',
      run: () => onOrder({ kind: 'arrival' }),
    },
    {
      label: 'Grouped by connection',
      checked: order.kind === 'connection',
      run: () => onOrder({ kind: 'connection' }),
    },
    ...Object.values(COLUMNS).flatMap(({ title, sort }) =>
      sort
        ? {
            label: `Sorted by ${title.toLowerCase()}`,
            checked: order.kind === 'sorted' && order.by === sort,
            run: () => onOrder({ kind: 'sorted', by: sort, descending: sort !== 'time' }),
          }
        : [],
    ),
    SEPARATOR,
    ...Object.keys(TIME_MODES)
      .filter(isTimeMode)
      .map((mode) => ({
        label: TIME_MODES[mode].name,
        checked: mode === timeMode,
        run: () => onTimeMode(mode),
      })),
    { label: 'Jump to time…', keys: 'Ctrl+G', run: options.onJump },
    SEPARATOR,
    ...layout.order
      .filter((id) => id !== 'data')
      .map((id) => ({
        label: COLUMNS[id].title,
        checked: shown.includes(id),
        run: () => onLayout(toggled(layout, id)),
      })),
    SEPARATOR,
    ...(column === null ? [] : moveItems(column, layout, onLayout)),
    { label: 'Columns as at first', run: () => onLayout(FIRST_LAYOUT) },
  ];
}

function moveItems(
  column: ColumnId,
  layout: ColumnLayout,
  onLayout: (layout: ColumnLayout) => void,
): readonly MenuItem[] {
  const { title } = COLUMNS[column];
  const place = shownColumns(layout).indexOf(column);
  return [
    {
      label: `Move ${title} to the left`,
      keys: 'Ctrl+←',
      run: () => onLayout(moved(layout, column, place - 1)),
    },
    {
      label: `Move ${title} to the right`,
      keys: 'Ctrl+→',
      run: () => onLayout(moved(layout, column, place + 1)),
    },
  ];
}

/** The order that a click on a column's title leads to: up, down, and back to that of arrival. */
export function nextOrder(order: RowOrder, column: ColumnId): RowOrder {
  const { sort } = COLUMNS[column];
  if (!sort) return order;
  const isSorted = order.kind === 'sorted' && order.by === sort;
  // The oldest first is how they came; of lengths and gaps the greatest are looked for.
  const firstIsDescending = sort !== 'time';
  if (!isSorted) return { kind: 'sorted', by: sort, descending: firstIsDescending };
  if (order.descending === firstIsDescending) {
    return { kind: 'sorted', by: sort, descending: !firstIsDescending };
  }
  return { kind: 'arrival' };
}
