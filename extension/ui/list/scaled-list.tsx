import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import './scaled-list.css';
import { type Revealed, type RowKeys, useScaledScroll } from './scaled-scroll.ts';
import { offsetShowing, physicalHeight } from './scroll-scale.ts';

/** Rows that are drawn beyond the visible ones, on either side. */
const OVERSCAN = 4;

export interface ScaledListProps {
  readonly label: string;
  readonly rows: number;
  readonly rowHeight: number;
  /** Index of the selected row; -1 for none. */
  readonly selected: number;
  readonly onSelect: (index: number) => void;
  readonly onActivate?: (index: number) => void;
  readonly renderRow: (index: number, row: RowProps) => ComponentChildren;
  readonly role?: 'grid' | 'tree' | 'listbox';
  /** Whether the list goes along with its end, until the person scrolls up. */
  readonly follow?: boolean;
  readonly onFollow?: ((follow: boolean) => void) | undefined;
  /** What tells rows apart, where they do not only come at the end. */
  readonly keys?: RowKeys;
  /** Changes with what the rows are rows of, such as a filter: then the selected one is brought into view again. */
  readonly subject?: unknown;
  /** A row to bring into view, each time that it is another object. */
  readonly reveal?: Revealed | undefined;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  /** Asked for on a row, which is selected by then, or by keyboard for the selected one. */
  readonly onContextMenu?: ((event: MouseEvent) => void) | undefined;
  readonly header?: ComponentChildren;
}

export interface RowProps {
  readonly key: number;
  readonly id: string;
  readonly class: string;
  readonly role: 'row';
  readonly style: { readonly transform: string; readonly height: string };
  readonly 'aria-rowindex': number;
  readonly 'aria-selected': boolean;
  readonly onMouseDown: (event: MouseEvent) => void;
  readonly onDblClick: () => void;
}

let lists = 0;

/** A list of rows of one height, of which only the visible ones exist. Keeps up to millions of rows reachable. */
export function ScaledList(props: ScaledListProps): JSX.Element {
  const { rows, rowHeight, selected, follow = false, onFollow, keys, role = 'grid', subject, reveal } = props;
  const [id] = useState(() => `list-${++lists}`);
  const scroll = useScaledScroll({ rows, rowHeight, selected, follow, onFollow, keys, subject, reveal });
  const { scale, offset } = scroll;

  const select = (index: number) => {
    if (rows === 0) return;
    const target = Math.max(0, Math.min(index, rows - 1));
    props.onSelect(target);
    scroll.scrollTo(offsetShowing(scale, offset, target), target);
    onFollow?.(target === rows - 1);
  };
  /** The row stays under the pointer, whatever comes. */
  const pick = (index: number) => {
    props.onSelect(index);
    scroll.scrollTo(offset, index);
    onFollow?.(index === rows - 1);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(scale.viewport / rowHeight) - 1);
    const steps: Record<string, number> = {
      ArrowUp: -1,
      ArrowDown: 1,
      PageUp: -page,
      PageDown: page,
      Home: -rows,
      End: rows,
    };
    const step = steps[event.key];
    if (step !== undefined && !event.altKey && !event.metaKey) {
      event.preventDefault();
      if (selected >= 0 || Math.abs(step) === rows) select(selected + step);
      else
        select(
          step > 0 ? Math.ceil(offset / rowHeight) : Math.floor((offset + scale.viewport) / rowHeight) - 1,
        );
    } else if (event.key === 'Enter' && selected >= 0 && !event.ctrlKey && !event.metaKey) {
      props.onActivate?.(selected);
    } else props.onKeyDown?.(event);
  };

  const first = Math.max(0, Math.floor(offset / rowHeight) - OVERSCAN);
  const last = Math.min(rows, Math.ceil((offset + scale.viewport) / rowHeight) + OVERSCAN);
  const visible: ComponentChildren[] = [];
  for (let index = first; index < last; index++) {
    visible.push(
      props.renderRow(index, {
        key: keys ? keys.at(index) : index,
        id: `${id}-${index}`,
        class: 'list-row',
        role: 'row',
        style: { transform: `translateY(${index * rowHeight - offset}px)`, height: `${rowHeight}px` },
        'aria-rowindex': index + 1 + (props.header ? 1 : 0),
        'aria-selected': index === selected,
        onMouseDown: (event) => event.button !== 1 && pick(index),
        onDblClick: () => props.onActivate?.(index),
      }),
    );
  }

  return (
    <div
      ref={scroll.element}
      class="scaled-list"
      role={role}
      aria-label={props.label}
      aria-rowcount={rows + (props.header ? 1 : 0)}
      aria-activedescendant={selected >= first && selected < last ? `${id}-${selected}` : undefined}
      tabIndex={0}
      onScroll={scroll.onScroll}
      onScrollEnd={scroll.onScrollEnd}
      onKeyDown={onKeyDown}
      onContextMenu={props.onContextMenu}
    >
      {props.header}
      <div
        class="scaled-list-rows"
        role={role === 'grid' ? 'rowgroup' : 'presentation'}
        style={{ top: props.header ? `${rowHeight}px` : 0 }}
      >
        {visible}
      </div>
      <div role="presentation" style={{ height: `${physicalHeight(scale)}px` }} />
    </div>
  );
}
