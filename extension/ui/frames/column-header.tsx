import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { RowOrder } from '../../../src/frame-store/row-order.ts';
import { COLUMNS, type ColumnId, type ColumnLayout, moved, resized, widthOf } from './column-layout.ts';
import './column-header.css';
import { Icon } from '../icon.tsx';

/** How far one press of a key widens a column, in CSS pixels. */
const WIDEN = 8;
/** How far the pointer moves before that moves the column. */
const DRAG = 5;

export interface ColumnHeaderProps {
  readonly layout: ColumnLayout;
  readonly onLayout: (layout: ColumnLayout) => void;
  /** Those that are shown, from left to right. */
  readonly columns: readonly ColumnId[];
  /** Instead of a column's own title. */
  readonly titles: Readonly<Partial<Record<ColumnId, string>>>;
  readonly order: RowOrder;
  readonly onSort: (id: ColumnId) => void;
  /** A menu is asked for, at a place in CSS pixels of the viewport. */
  readonly onMenu: (id: ColumnId | null, x: number, y: number) => void;
}

/**
 * The header of a list, one stop of the Tab key. With the arrow keys one goes from column to column, with Shift one
 * widens or narrows a column, with Ctrl or Command one moves it; with the mouse one drags its edge or its title.
 */
export function ColumnHeader(props: ColumnHeaderProps): JSX.Element {
  const { layout, onLayout, columns, titles, order, onSort, onMenu } = props;
  const [focused, setFocused] = useState<ColumnId | null>(null);
  const [target, setTarget] = useState<ColumnId | null>(null);
  const header = useRef<HTMLDivElement>(null);
  const dragged = useRef(false);

  const buttonOf = (id: ColumnId) =>
    header.current?.querySelector<HTMLElement>(`[data-column="${id}"] > button`);

  const onKeyDown = (event: KeyboardEvent, id: ColumnId) => {
    // The list around it has the same keys for its rows.
    event.stopPropagation();
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    if (event.shiftKey) onLayout(resized(layout, id, widthOf(layout, id) + step * WIDEN));
    else if (event.ctrlKey || event.metaKey) {
      onLayout(moved(layout, id, columns.indexOf(id) + step));
      requestAnimationFrame(() => buttonOf(id)?.focus());
    } else {
      const next = columns[columns.indexOf(id) + step];
      if (next) buttonOf(next)?.focus();
    }
  };

  const onPointerDown = (down: PointerEvent, id: ColumnId) => {
    const button = down.currentTarget as HTMLElement;
    if (down.button !== 0) return;
    dragged.current = false;
    let place = columns.indexOf(id);
    button.setPointerCapture(down.pointerId);
    button.onpointermove = ({ clientX }) => {
      if (!dragged.current && Math.abs(clientX - down.clientX) < DRAG) return;
      dragged.current = true;
      place = placeAt(clientX);
      setTarget(columns[place] ?? null);
    };
    button.onlostpointercapture = () => {
      button.onpointermove = null;
      button.onlostpointercapture = null;
      setTarget(null);
      if (dragged.current) onLayout(moved(layout, id, place));
    };
  };

  const placeAt = (x: number) => {
    const cells = [...(header.current?.querySelectorAll('[data-column]') ?? [])];
    const place = cells.findIndex((cell) => x < cell.getBoundingClientRect().right);
    return place < 0 ? cells.length - 1 : place;
  };

  /** The data takes what the others leave, so what stands behind it grows to the left. */
  const onResize = (down: PointerEvent, id: ColumnId) => {
    const handle = down.currentTarget as HTMLElement;
    const grows = columns.indexOf(id) > columns.indexOf('data') ? -1 : 1;
    const width = handle.parentElement?.getBoundingClientRect().width ?? widthOf(layout, id);
    handle.setPointerCapture(down.pointerId);
    handle.onpointermove = ({ clientX }) => {
      onLayout(resized(layout, id, width + grows * (clientX - down.clientX)));
    };
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
    };
  };

  const tabStop = focused !== null && columns.includes(focused) ? focused : columns[0];
  return (
    <div
      ref={header}
      class="list-header frame-row"
      role="row"
      aria-rowindex={1}
      onContextMenu={(event) => {
        const cell = event.target instanceof Element ? event.target.closest('[data-column]') : null;
        event.preventDefault();
        event.stopPropagation();
        onMenu(
          columns.find((id) => id === cell?.getAttribute('data-column')) ?? null,
          event.clientX,
          event.clientY,
        );
      }}
    >
      {columns.map((id) => {
        const { title, sort, about } = COLUMNS[id];
        const isSorted = sort !== undefined && order.kind === 'sorted' && order.by === sort;
        const shown = titles[id] ?? title;
        return (
          <span
            key={id}
            role="columnheader"
            data-column={id}
            class={`frame-${id} ${id === target ? 'is-target' : ''}`}
            aria-sort={sort && (isSorted ? (order.descending ? 'descending' : 'ascending') : 'none')}
          >
            <button
              type="button"
              tabIndex={id === tabStop ? 0 : -1}
              title={`${shown}: ${about}`}
              onFocus={() => setFocused(id)}
              onKeyDown={(event) => onKeyDown(event, id)}
              onPointerDown={(event) => onPointerDown(event, id)}
              onClick={({ clientX, clientY }) => {
                if (dragged.current) dragged.current = false;
                else if (sort) onSort(id);
                else onMenu(id, clientX, clientY);
              }}
            >
              <span class={id === 'direction' ? 'visually-hidden' : ''}>{shown}</span>
              {isSorted && <Icon name={order.descending ? 'descending' : 'ascending'} />}
            </button>
            {id !== 'data' && (
              <span class="column-edge" aria-hidden="true" onPointerDown={(event) => onResize(event, id)} />
            )}
          </span>
        );
      })}
      <span class="column-menu">
        <button
          type="button"
          aria-label="Columns and order"
          title="Columns, order, and how times are told"
          onKeyDown={(event) => event.stopPropagation()}
          onClick={({ currentTarget }) => {
            const { left, bottom } = currentTarget.getBoundingClientRect();
            onMenu(null, left, bottom);
          }}
        >
          <Icon name="columns" />
        </button>
      </span>
    </div>
  );
}
