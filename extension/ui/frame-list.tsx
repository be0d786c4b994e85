import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FilteredRows } from '../../src/frame-store/filtered-rows.ts';
import type { FrameStore, Marker } from '../../src/frame-store/frame-store.ts';
import { ContextMenu } from './context-menu.tsx';
import { copyText } from './copy.tsx';
import { formatClock, formatCount, formatDuration, formatNumberOf } from './formatting.ts';
import './frame-list.css';
import { Highlighted } from './highlighted.tsx';
import { Icon } from './icon.tsx';
import { tell } from './notice.ts';
import { base64Of, hexOf, previewOf, textOf } from './payload-text.ts';
import { type RowProps, ScaledList } from './scaled-list.tsx';

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
  readonly highlight: RegExp | null;
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
          const previous = index > 0 ? rows.rowAt(index - 1) : number;
          const time = timeIn(timeMode, store.time(number), store.time(previous), store.time(rows.rowAt(0)));
          return (
            <FrameRow
              {...row}
              key={row.key}
              store={store}
              number={number}
              isPending={store.isPending(number)}
              time={time}
              highlight={props.highlight}
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

const COPIES = [
  ['text', 'text'],
  ['hex', 'hex'],
  ['base64', 'Base64'],
] as const;

function copyFrame(store: FrameStore, row: number, as?: keyof typeof FORMATS): void {
  const isCopied = copyText(copyOf(store, row, as));
  tell(
    isCopied ? `Copied ${formatNumberOf(store.payload(row).length, 'byte')}` : 'The browser refused to copy',
  );
}

function timeIn(mode: TimeMode, time: number, previous: number, first: number): string {
  if (mode === 'absolute') return formatClock(time);
  return `+${formatDuration(time - (mode === 'delta' ? previous : first))}`;
}

type FrameRowProps = RowProps & {
  readonly store: FrameStore;
  readonly number: number;
  readonly isPending: boolean;
  readonly time: string;
  readonly highlight: RegExp | null;
  readonly connection: string | null;
};

function FrameRow(props: FrameRowProps): JSX.Element {
  const { store, number, isPending, time, highlight, connection, ...row } = props;
  const direction = store.direction(number);
  const type = store.type(number);
  const payload = store.payload(number);
  const length = store.length(number);
  return (
    <div {...row} class={`${row.class} frame-row ${direction}`}>
      <span role="gridcell" class="frame-direction" title={direction}>
        <Icon name={direction} />
        <span class="visually-hidden">{direction}</span>
      </span>
      <span role="gridcell" class="frame-time mono">
        {time}
      </span>
      <span role="gridcell" class="frame-type">
        {type}
      </span>
      <span role="gridcell" class="frame-length mono">
        {formatCount(length)}
      </span>
      <span role="gridcell" class="frame-data mono">
        {store.isDiscarded(number) && <span class="frame-flag">not sent: already closed</span>}
        {isPending ? (
          <span class="dim">reading the Blob…</span>
        ) : (
          <>
            {payload.length < length && (
              <span class="frame-flag">{formatCount(payload.length)} bytes kept</span>
            )}
            <Highlighted text={previewOf(payload, type)} pattern={type === 'text' ? highlight : null} />
          </>
        )}
      </span>
      {connection !== null && (
        <span role="gridcell" class="frame-connection dim mono" title={connection}>
          {connection}
        </span>
      )}
    </div>
  );
}

function MarkerRow({ marker, ...row }: RowProps & { readonly marker: Marker }): JSX.Element {
  return (
    <div {...row} class={`${row.class} marker-row marker-${marker.kind}`}>
      <span role="gridcell" aria-colspan={5}>
        {marker.kind === 'lost'
          ? `${formatNumberOf(marker.count, 'frame')} ${marker.count === 1 ? 'was' : 'were'} dropped here`
          : `Navigated to ${marker.url}`}
      </span>
    </div>
  );
}

/** What a payload can be copied as. */
const FORMATS = {
  text: textOf,
  hex: (payload: Uint8Array) => hexOf(payload, ' '),
  base64: base64Of,
} as const;

/** What copying a frame gives: its text, or its bytes in hexadecimal, unless a format is named. */
export function copyOf(store: FrameStore, row: number, as?: keyof typeof FORMATS): string {
  return FORMATS[as ?? (store.type(row) === 'text' ? 'text' : 'hex')](store.payload(row));
}
