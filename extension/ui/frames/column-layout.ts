import type { SortKey } from '../../../src/frame-store/row-order.ts';

/** What a list of frames can show of each. */
export type ColumnId =
  | 'direction'
  | 'time'
  | 'gap'
  | 'type'
  | 'length'
  | 'data'
  | 'reply'
  | 'buffered'
  | 'header'
  | 'connection';

export interface Column {
  readonly title: string;
  /** In CSS pixels; the data takes what the others leave. */
  readonly width: number;
  readonly about: string;
  readonly sort?: SortKey;
  /** Only shown when the person wants it. */
  readonly isExtra?: true;
}

/** In the order of their first showing. */
export const COLUMNS: Readonly<Record<ColumnId, Column>> = {
  direction: { title: 'Direction', width: 26, about: 'Sent by the page, or received' },
  time: { title: 'Time', width: 112, about: 'When the page sent or received it', sort: 'time' },
  gap: {
    title: 'Gap',
    width: 72,
    about: 'Time since the frame before it in the order of arrival, of those shown',
    sort: 'gap',
    isExtra: true,
  },
  type: { title: 'Type', width: 52, about: 'Text or binary; on the wire, its opcode' },
  length: { title: 'Length', width: 74, about: 'Bytes of its payload', sort: 'length' },
  data: { title: 'Data', width: 200, about: 'The beginning of its payload' },
  reply: {
    title: 'Reply',
    width: 74,
    about: 'Time from a request to its first reply, where the protocol has ids',
    isExtra: true,
  },
  buffered: {
    title: 'Buffered',
    width: 74,
    about: 'bufferedAmount right after it was sent, in bytes',
    isExtra: true,
  },
  header: {
    title: 'Header',
    width: 132,
    about: 'FIN, reserved bits, opcode and mask, where a native relay saw the frame',
    isExtra: true,
  },
  connection: { title: 'Connection', width: 132, about: 'Whose frame it is, where several are shown' },
};

const ALL = Object.keys(COLUMNS).filter(isColumn);
const LEAST_WIDTH = 22;
const MOST_WIDTH = 2_000;

/** Which columns there are, from left to right, and how wide. */
export interface ColumnLayout {
  readonly order: readonly ColumnId[];
  readonly hidden: readonly ColumnId[];
  readonly widths: Readonly<Partial<Record<ColumnId, number>>>;
}

export const FIRST_LAYOUT: ColumnLayout = {
  order: ALL,
  hidden: ALL.filter((id) => COLUMNS[id].isExtra),
  widths: {},
};

export function shownColumns({ order, hidden }: ColumnLayout): readonly ColumnId[] {
  return order.filter((id) => !hidden.includes(id));
}

export function widthOf({ widths }: ColumnLayout, id: ColumnId): number {
  return widths[id] ?? COLUMNS[id].width;
}

export function resized(layout: ColumnLayout, id: ColumnId, width: number): ColumnLayout {
  const limited = Math.round(Math.max(LEAST_WIDTH, Math.min(width, MOST_WIDTH)));
  return { ...layout, widths: { ...layout.widths, [id]: limited } };
}

/** The data cannot be hidden: there would be nothing to see. */
export function toggled(layout: ColumnLayout, id: ColumnId): ColumnLayout {
  if (id === 'data') return layout;
  const hidden = layout.hidden.includes(id)
    ? layout.hidden.filter((other) => other !== id)
    : [...layout.hidden, id];
  return { ...layout, hidden };
}

/** Moves a column to the place of another among the shown ones. */
export function moved(layout: ColumnLayout, id: ColumnId, place: number): ColumnLayout {
  const others = shownColumns(layout).filter((other) => other !== id);
  const next = others[Math.max(0, place)];
  const order = layout.order.filter((other) => other !== id);
  order.splice(next === undefined ? order.length : order.indexOf(next), 0, id);
  return { ...layout, order };
}

/** Reads what another version may have written: what is not known is left out, what is missing is as at first. */
export function readLayout(value: unknown): ColumnLayout {
  if (typeof value !== 'object' || value === null) return FIRST_LAYOUT;
  const { order, hidden, widths } = value as Readonly<Record<string, unknown>>;
  const known = [...new Set(Array.isArray(order) ? order.filter(isColumn) : [])];
  const missing = ALL.filter((id) => !known.includes(id));
  let layout: ColumnLayout = {
    order: [...known, ...missing],
    hidden: [
      ...(Array.isArray(hidden) ? hidden.filter(isColumn) : []),
      ...missing.filter((id) => COLUMNS[id].isExtra),
    ].filter((id) => id !== 'data'),
    widths: {},
  };
  for (const [id, width] of Object.entries(widths ?? {})) {
    if (isColumn(id) && typeof width === 'number' && Number.isFinite(width))
      layout = resized(layout, id, width);
  }
  return layout;
}

function isColumn(value: unknown): value is ColumnId {
  return typeof value === 'string' && Object.hasOwn(COLUMNS, value);
}
