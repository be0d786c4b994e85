import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FilteredRows } from '../../src/frame-store/filtered-rows.ts';
import type { FrameStore } from '../../src/frame-store/frame-store.ts';
import { ContextMenu } from './context-menu.tsx';
import { formatClock, formatDuration } from './formatting.ts';
import { COPIES, copyFrame } from './frame-copy.ts';
import './frame-list.css';
import { FrameRow, MarkerRow } from './frame-row.tsx';
import { ScaledList } from './scaled-list.tsx';

/** How a frame's time is told: time of day, since the connections began, or since the row before. */
export type TimeMode = 'absolute' | 'relative' | 'delta';

const NEXT_MODE: Readonly<Record<TimeMode, TimeMode>> = {
  absolute: 'relative',
  relative: 'delta',
  delta: 'absolute',
};
const MODE_NAMES: Readonly<Record<TimeMode, string>> = {
  absolute: 'time of day',
  relative: 'since the first frame',
  delta: 'since the frame before',
};
const ROW = 20;

export function isTimeMode(value: unknown): value is TimeMode {
  return typeof value === 'string' && Object.hasOwn(NEXT_MODE, value);
}

export interface FrameListProps {
  readonly store: FrameStore;
  readonly rows: FilteredRows;
  /** Rows of the list that are shown; fewer than there are while paused. */
  readonly count: number;
  /** Row number in the store; `null` for none. */
  readonly selected: number | null;
  readonly onSelect: (row: number | null) => void;
  readonly timeMode: TimeMode;
  readonly onTimeMode: (mode: TimeMode) => void;
  readonly follow: boolean;
  readonly onFollow: (follow: boolean) => void;
  readonly highlights: readonly RegExp[];
  /** Changes with what the rows are chosen by. */
  readonly subject: object;
  /** Names a frame's connection, where frames of several are shown. */
  readonly connectionOf: ((id: number) => string) | null;
}

/** The frames in the order of their arrival. */
export function FrameList(props: FrameListProps): JSX.Element {
  const { store, rows, count, timeMode, connectionOf } = props;
  const [menu, setMenu] = useState<{ readonly row: number; readonly x: number; readonly y: number } | null>(
    null,
  );
  const selected = props.selected === null ? -1 : rows.indexOf(props.selected);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onSelect(null);
    const isCopy = (event.ctrlKey || event.metaKey) && event.key === 'c';
    if (isCopy && props.selected !== null && getSelection()?.isCollapsed !== false) {
      copyFrame(store, props.selected);
      event.preventDefault();
    }
  };
  const onContextMenu = (event: MouseEvent) => {
    if (props.selected === null || store.marker(props.selected)) return;
    event.preventDefault();
    setMenu({ row: props.selected, x: event.clientX, y: event.clientY });
  };
  return (
    <>
      <ScaledList
        label="Frames"
        rows={count}
        removed={rows.removed}
        rowHeight={ROW}
        selected={selected}
        onSelect={(index) => props.onSelect(rows.rowAt(index))}
        follow={props.follow}
        onFollow={props.onFollow}
        subject={props.subject}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        header={
          <div class="list-header frame-row" role="row" aria-rowindex={1}>
            <span role="columnheader" class="frame-direction">
              <span class="visually-hidden">Direction</span>
            </span>
            <span role="columnheader" class="frame-time">
              <button
                type="button"
                title={`Time: ${MODE_NAMES[timeMode]}. Click for ${MODE_NAMES[NEXT_MODE[timeMode]]}.`}
                onClick={() => props.onTimeMode(NEXT_MODE[timeMode])}
              >
                {timeMode === 'absolute'
                  ? 'Time'
                  : timeMode === 'relative'
                    ? 'Time (from start)'
                    : 'Time (Δ)'}
              </button>
            </span>
            <span role="columnheader" class="frame-type">
              Type
            </span>
            <span role="columnheader" class="frame-length">
              Length
            </span>
            <span role="columnheader" class="frame-data">
              Data
            </span>
            {connectionOf && (
              <span role="columnheader" class="frame-connection">
                Connection
              </span>
            )}
          </div>
        }
        renderRow={(index, row) => {
          const number = rows.rowAt(index);
          const marker = store.marker(number);
          if (marker) return <MarkerRow {...row} key={row.key} marker={marker} />;
          const time = timeIn(timeMode, props, index);
          return (
            <FrameRow
              {...row}
              key={row.key}
              store={store}
              number={number}
              isPending={store.isPending(number)}
              time={time}
              highlights={props.highlights}
              connection={connectionOf?.(store.connection(number)) ?? null}
            />
          );
        }}
      />
      {menu && (
        <ContextMenu
          label="Frame"
          x={menu.x}
          y={menu.y}
          onClose={() => setMenu(null)}
          items={COPIES.map(([as, name]) => ({
            label: `Copy as ${name}`,
            run: () => copyFrame(store, menu.row, as),
          }))}
        />
      )}
    </>
  );
}

function timeIn(mode: TimeMode, { store, rows }: FrameListProps, index: number): string {
  const time = store.time(rows.rowAt(index));
  if (mode === 'absolute') return formatClock(time);
  const isMarker = (at: number) => store.marker(rows.rowAt(at)) !== undefined;
  // A marker tells no time that a frame could be measured from.
  let other = mode === 'delta' ? index - 1 : 0;
  while (other >= 0 && other < index && isMarker(other)) other += mode === 'delta' ? -1 : 1;
  const since = other < 0 ? 0 : time - store.time(rows.rowAt(other));
  return `${since < 0 ? '−' : '+'}${formatDuration(Math.abs(since))}`;
}
