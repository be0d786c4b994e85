import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import './scaled-list.css';
import { offsetShowing, physicalHeight, type Scale, toPhysical, toVirtual } from './scroll-scale.ts';

/** Rows that are drawn beyond the visible ones, on either side. */
const OVERSCAN = 4;
/** How close to its end, in pixels, a list counts as being at its end. */
const END = 4;

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
  readonly onFollow?: (follow: boolean) => void;
  /** Rows that were taken away before the first one since the list began, so that what is seen stays. */
  readonly removed?: number;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
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
  const { rows, rowHeight, selected, follow = false, onFollow, removed = 0, role = 'grid' } = props;
  const element = useRef<HTMLDivElement>(null);
  const [id] = useState(() => `list-${++lists}`);
  const [viewport, setViewport] = useState(0);
  const [offset, setOffset] = useState(0);
  /** The offset that this component itself asked for: scaling rounds, and the rows must not jump by that. */
  const asked = useRef({ scrollTop: -1, offset: 0 });
  const before = useRef(removed);
  const scale: Scale = { rows, rowHeight, viewport };

  const scrollTo = (target: number) => {
    const node = element.current;
    if (!node) return;
    const limited = Math.max(0, Math.min(target, rows * rowHeight - viewport));
    node.scrollTop = toPhysical(scale, limited);
    asked.current = { scrollTop: node.scrollTop, offset: limited };
    setOffset(limited);
  };

  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return undefined;
    const observer = new ResizeObserver(() => setViewport(node.clientHeight - headerHeight(node)));
    observer.observe(node);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const gone = removed - before.current;
    before.current = removed;
    if (follow) scrollTo(rows * rowHeight);
    else if (gone > 0) scrollTo(offset - gone * rowHeight);
    else if (offset > 0 && offset > rows * rowHeight - viewport) scrollTo(offset);
  }, [rows, viewport, follow, removed]);

  const onScroll = () => {
    const node = element.current;
    if (!node) return;
    const isOwn = Math.abs(node.scrollTop - asked.current.scrollTop) < 1;
    const target = isOwn ? asked.current.offset : stepOrJump(scale, asked.current, node.scrollTop);
    asked.current = { scrollTop: node.scrollTop, offset: target };
    setOffset(target);
    if (!isOwn) onFollow?.(target >= rows * rowHeight - viewport - END);
  };

  const select = (index: number) => {
    if (rows === 0) return;
    const target = Math.max(0, Math.min(index, rows - 1));
    props.onSelect(target);
    scrollTo(offsetShowing(scale, offset, target));
    onFollow?.(target === rows - 1);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor(viewport / rowHeight) - 1);
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
      select(selected < 0 ? (step > 0 ? (step === 1 ? first : rows - 1) : 0) : selected + step);
    } else if (event.key === 'Enter' && selected >= 0) props.onActivate?.(selected);
    else props.onKeyDown?.(event);
  };

  const first = Math.max(0, Math.floor(offset / rowHeight) - OVERSCAN);
  const last = Math.min(rows, Math.ceil((offset + viewport) / rowHeight) + OVERSCAN);
  const visible: ComponentChildren[] = [];
  for (let index = first; index < last; index++) {
    visible.push(
      props.renderRow(index, {
        key: index + removed,
        id: `${id}-${index}`,
        class: 'list-row',
        role: 'row',
        style: { transform: `translateY(${index * rowHeight - offset}px)`, height: `${rowHeight}px` },
        'aria-rowindex': index + 1 + (props.header ? 1 : 0),
        'aria-selected': index === selected,
        onMouseDown: (event) => event.button === 0 && props.onSelect(index),
        onDblClick: () => props.onActivate?.(index),
      }),
    );
  }

  return (
    <div
      ref={element}
      class="scaled-list"
      role={role}
      aria-label={props.label}
      aria-rowcount={rows + (props.header ? 1 : 0)}
      aria-activedescendant={selected >= first && selected < last ? `${id}-${selected}` : undefined}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      {props.header}
      <div class="scaled-list-rows" role="rowgroup" style={{ top: props.header ? `${rowHeight}px` : 0 }}>
        {visible}
      </div>
      <div role="presentation" style={{ height: `${physicalHeight(scale)}px` }} />
    </div>
  );
}

function headerHeight(node: HTMLElement): number {
  return node.querySelector<HTMLElement>('.list-header')?.offsetHeight ?? 0;
}

/** A small move of the scroll bar moves the rows by as much; a long one goes to that part of the list. */
function stepOrJump(scale: Scale, from: { scrollTop: number; offset: number }, scrollTop: number): number {
  const delta = scrollTop - from.scrollTop;
  const isAtEdge = scrollTop <= 0 || scrollTop >= physicalHeight(scale) - scale.viewport - 1;
  if (from.scrollTop < 0 || isAtEdge || Math.abs(delta) > scale.viewport) return toVirtual(scale, scrollTop);
  return from.offset + delta;
}
