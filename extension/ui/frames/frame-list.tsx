import { type Signal, signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ExchangeIndex } from '../../../src/exchanges/exchange-index.ts';
import type { FilteredRows } from '../../../src/frame-store/filtered-rows.ts';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import { GroupedRows, headedBy } from '../../../src/frame-store/grouped-rows.ts';
import { ColumnHeader } from './column-header.tsx';
import { COLUMNS, type ColumnLayout, readLayout, shownColumns, widthOf } from './column-layout.ts';
import { ContextMenu, type ContextMenuProps } from '../context-menu.tsx';
import type { DecodedFrames } from '../decoded/decoded-frames.ts';
import { formatClock } from '../formatting.ts';
import { copyFrame } from '../frame/frame-copy.ts';
import { GroupRow } from './frame-group-row.tsx';
import './frame-list.css';
import { JumpToTime } from './frame-list-jump.tsx';
import { headerMenu, isTimeMode, nextOrder, timeTitle } from './frame-list-menus.ts';
import type { FrameOrder } from './frame-list-order.ts';
import { gapText, timeText } from './frame-list-times.ts';
import { TypeAhead } from './frame-list-type-ahead.ts';
import { FrameRow, MarkerRow } from './frame-row.tsx';
import { changeMark, frameMenu, nextMarked } from './marks-keeping.ts';
import { NoteEditor } from './marks-note.tsx';
import { PinnedFrames } from './marks-pinned.tsx';
import { tell } from '../notice.ts';
import { previewOf } from '../frame/payload-text.ts';
import { recall, remember, remembered } from '../remembered.ts';
import { ScaledList } from '../list/scaled-list.tsx';
import type { Revealed } from '../list/scaled-scroll.ts';

const ROW = 20;

const timeMode = remembered('time-mode', 'absolute', isTimeMode);
const layout: Signal<ColumnLayout> = signal(
  readLayout(recall<unknown>('columns', null, (value): value is unknown => value !== null)),
);
layout.subscribe((value) => remember('columns', value));

export interface FrameListProps {
  readonly store: FrameStore;
  /** In the order of arrival. */
  readonly rows: FilteredRows;
  readonly decoded: DecodedFrames;
  readonly order: FrameOrder;
  readonly exchanges: ExchangeIndex | null;
  /** A frame to go to, anew with each object. */
  readonly jump: { readonly row: number } | null;
  /** Row number in the store; `null` for none. */
  readonly selected: number | null;
  readonly onSelect: (row: number | null) => void;
  readonly follow: boolean;
  readonly onFollow: (follow: boolean) => void;
  readonly highlights: readonly RegExp[];
  /** Changes with what the rows are chosen by. */
  readonly subject: object;
  /** Names a connection. */
  readonly nameOf: (connection: number) => string;
  /** Whether frames of several connections are shown, so that each has to say whose it is. */
  readonly isOfSeveral: boolean;
  /** When a connection began, in milliseconds since the Unix epoch. */
  readonly startOf: (connection: number) => number | undefined;
}

type Menu = Omit<ContextMenuProps, 'onClose'>;

/** The frames of a session, in columns. */
export function FrameList(props: FrameListProps): JSX.Element {
  const { store, rows, order, nameOf } = props;
  const list = order.rows();
  const [menu, setMenu] = useState<Menu | null>(null);
  const [reveal, setReveal] = useState<Revealed>();
  const [isJumping, setJumping] = useState(false);
  const [noted, setNoted] = useState<number | null>(null);
  const [, redraw] = useState(0);
  const marksChanged = () => redraw((count) => count + 1);
  const pane = useRef<HTMLDivElement>(null);
  const focusList = () => pane.current?.querySelector<HTMLElement>('[role=grid]')?.focus();

  const columns = shownColumns(layout.value).filter((id) => id !== 'connection' || props.isOfSeveral);
  const { selected } = props;
  const index = selected === null ? -1 : list.indexOf(selected);
  const goTo = (index: number) => {
    props.onSelect(list.rowAt(index));
    props.onFollow(false);
    setReveal({ row: index });
  };
  const [typeAhead] = useState(
    () =>
      new TypeAhead({
        rows: () => latest.current.list,
        textOf: (row) => previewOf(store.payload(row), store.payloadType(row)),
        found: (index) => latest.current.goTo(index),
        missed: (text) => tell(`No frame shows “${text}”`),
      }),
  );
  const latest = useRef({ list, goTo });
  latest.current = { list, goTo };

  const jumpTo = (row: number) => {
    const place = list.indexOf(row);
    if (place >= 0) return goTo(place);
    props.onSelect(row);
    tell('That frame is not in the list: the filter leaves it out');
  };
  useEffect(() => {
    if (props.jump) jumpTo(props.jump.row);
  }, [props.jump]);

  const fold = (connection: number, isFolded: boolean) => {
    if (list instanceof GroupedRows) list.fold(connection, isFolded);
    marksChanged();
  };
  const toMarked = (step: 1 | -1) => {
    const next = nextMarked(store, list, index, step);
    if (next < 0) tell('No frame in this list has a mark, a pin or a note');
    else goTo(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const isCommand = event.ctrlKey || event.metaKey;
    const head = headedBy(selected ?? 0);
    if (event.key === 'Escape') props.onSelect(null);
    else if (event.key === 'F2' && isCommand) {
      if (selected === null || selected < 0) return;
      changeMark(store, selected, { isMarked: !store.marks.get(selected).isMarked }, marksChanged);
    } else if (event.key === 'F2') toMarked(event.shiftKey ? -1 : 1);
    else if (isCommand && event.key === 'g') setJumping(true);
    else if (isCommand && event.key === 'Enter') {
      const partner = selected === null ? null : (props.exchanges?.partnerOf(selected) ?? null);
      if (!partner) return;
      jumpTo(partner.row);
    } else if (isCommand && event.key === 'c') {
      if (selected === null || selected < 0 || getSelection()?.isCollapsed === false) return;
      copyFrame(store, selected);
    } else if (head >= 0 && (event.key === 'ArrowLeft' || event.key === 'ArrowRight')) {
      fold(head, event.key === 'ArrowLeft');
    } else if (isCommand || event.altKey || !typeAhead.press(event.key, performance.now(), index)) return;
    event.preventDefault();
  };
  const onContextMenu = (event: MouseEvent) => {
    if (selected === null || selected < 0 || store.marker(selected)) return;
    event.preventDefault();
    setMenu({
      label: 'Frame',
      x: event.clientX,
      y: event.clientY,
      items: frameMenu({
        store,
        row: selected,
        changed: marksChanged,
        onNote: () => setNoted(selected),
        toMarked,
      }),
    });
  };
  const times = { store, list, mode: timeMode.value, startOf: props.startOf };
  const isSorted = order.order.value.kind !== 'arrival';
  const widths = columns.map((id) => [`--width-${id}`, `${widthOf(layout.value, id)}px`]);
  return (
    <div ref={pane} class="frame-list" style={Object.fromEntries(widths)}>
      {isJumping && (
        <JumpToTime
          first={store.time(rows.rowAt(0))}
          last={store.time(rows.rowAt(rows.length - 1))}
          onJump={(time) => {
            const row = rows.firstSince(time);
            const place = row === null ? -1 : list.placeOf(row);
            if (place < 0) tell('No frame that is shown came at that time or later');
            else goTo(place);
          }}
          onEnd={() => {
            setJumping(false);
            focusList();
          }}
        />
      )}
      {noted !== null && noted >= store.firstRow && (
        <NoteEditor
          key={noted}
          note={store.marks.get(noted).note}
          frame={`the frame of ${formatClock(store.time(noted))}`}
          onEnd={(note) => {
            if (note !== null) changeMark(store, noted, { note }, marksChanged);
            setNoted(null);
            focusList();
          }}
        />
      )}
      <PinnedFrames
        store={store}
        selected={selected}
        onSelect={(row) => {
          const place = list.indexOf(row);
          if (place < 0) props.onSelect(row);
          else goTo(place);
        }}
        onUnpin={(row) => changeMark(store, row, { isPinned: false }, marksChanged)}
      />
      <ScaledList
        label="Frames"
        rows={list.length}
        keys={{ at: (index) => list.rowAt(index), placeOf: (row) => list.placeOf(row) }}
        rowHeight={ROW}
        selected={index}
        onSelect={(index) => props.onSelect(list.rowAt(index))}
        onActivate={(index) => {
          const connection = headedBy(list.rowAt(index));
          if (connection >= 0 && list instanceof GroupedRows) fold(connection, !list.isFolded(connection));
        }}
        follow={props.follow && !isSorted}
        onFollow={isSorted ? undefined : props.onFollow}
        subject={props.subject}
        reveal={reveal}
        onKeyDown={onKeyDown}
        onContextMenu={onContextMenu}
        header={
          <ColumnHeader
            layout={layout.value}
            onLayout={(changed) => (layout.value = changed)}
            columns={columns}
            titles={{ time: timeTitle(timeMode.value) }}
            order={order.order.value}
            onSort={(id) => (order.order.value = nextOrder(order.order.value, id))}
            onMenu={(column, x, y) =>
              setMenu({
                label: column === null ? 'Columns' : COLUMNS[column].title,
                x,
                y,
                items: headerMenu({
                  column,
                  layout: layout.value,
                  onLayout: (changed) => (layout.value = changed),
                  order: order.order.value,
                  onOrder: (changed) => (order.order.value = changed),
                  timeMode: timeMode.value,
                  onTimeMode: (mode) => (timeMode.value = mode),
                  onJump: () => setJumping(true),
                }),
              })
            }
          />
        }
        renderRow={(index, row) => {
          const number = list.rowAt(index);
          const marker = store.marker(number);
          if (marker) return <MarkerRow {...row} key={row.key} marker={marker} columns={columns.length} />;
          const head = headedBy(number);
          if (head >= 0 && list instanceof GroupedRows) {
            const isFolded = list.isFolded(head);
            return (
              <GroupRow
                {...row}
                key={row.key}
                name={head === 0 ? 'Navigations and lost frames' : nameOf(head)}
                rows={list.countOf(head)}
                columns={columns.length}
                isFolded={isFolded}
                onFold={() => fold(head, !isFolded)}
              />
            );
          }
          return (
            <FrameRow
              {...row}
              key={row.key}
              store={store}
              decoded={props.decoded}
              number={number}
              columns={columns}
              isPending={store.isPending(number)}
              time={timeText(times, index)}
              gap={columns.includes('gap') ? gapText(store, rows, number) : ''}
              exchanges={props.exchanges}
              mark={store.marks.get(number)}
              highlights={props.highlights}
              connection={props.isOfSeveral ? nameOf(store.connection(number)) : null}
            />
          );
        }}
      />
      {menu && <ContextMenu {...menu} onClose={() => setMenu(null)} />}
    </div>
  );
}
