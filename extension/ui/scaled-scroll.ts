import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { offsetShowing, physicalHeight, type Scale, stepOrJump, toPhysical } from './scroll-scale.ts';

/** How close to its end, in pixels, a list counts as being at its end. */
const END = 4;

export interface ScaledScrollOptions {
  readonly rows: number;
  readonly rowHeight: number;
  readonly selected: number;
  readonly follow: boolean;
  readonly onFollow: ((follow: boolean) => void) | undefined;
  readonly removed: number;
  /** Changes with what the rows are rows of: then the selected one is looked up again. */
  readonly subject: unknown;
  readonly reveal: Revealed | undefined;
}

/** A row that something else than the list itself wants seen. */
export interface Revealed {
  readonly row: number;
}

export interface ScaledScroll {
  readonly element: RefObject<HTMLDivElement | null>;
  readonly scale: Scale;
  /** Pixels from the first row to the top of the visible part. */
  readonly offset: number;
  readonly scrollTo: (offset: number) => void;
  readonly onScroll: () => void;
  readonly onScrollEnd: () => void;
}

/** Where a scaled list stands: what the person scrolls, what the end does, what dropped rows do. */
export function useScaledScroll(options: ScaledScrollOptions): ScaledScroll {
  const { rows, rowHeight, selected, follow, onFollow, removed, subject, reveal } = options;
  const element = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState(0);
  const [offset, setOffset] = useState(0);
  /** The offset that this list itself asked for: scaling rounds, and the rows must not jump by that. */
  const asked = useRef({ scrollTop: -1, offset: 0 });
  const before = useRef({ removed, subject });
  const isSearching = useRef(false);
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
    const isOther = before.current.subject !== subject;
    const gone = isOther ? 0 : removed - before.current.removed;
    before.current = { removed, subject };
    if (isOther) isSearching.current = !follow;
    if (follow) scrollTo(rows * rowHeight);
    else if (isSearching.current && selected >= 0) {
      isSearching.current = false;
      scrollTo((selected + 0.5) * rowHeight - viewport / 2);
    } else if (gone > 0) scrollTo(offset - gone * rowHeight);
    else if (offset > 0 && offset > rows * rowHeight - viewport) scrollTo(offset);
  }, [rows, viewport, follow, removed, subject, isSearching.current && selected]);

  useLayoutEffect(() => {
    if (reveal && viewport > 0) scrollTo(offsetShowing(scale, offset, reveal.row));
  }, [reveal, viewport > 0]);

  const onScroll = () => {
    const node = element.current;
    if (!node) return;
    const isOwn = Math.abs(node.scrollTop - asked.current.scrollTop) < 1;
    // A resize moves the scroll bar before this list has heard of it, which is not the person's doing.
    if (!isOwn && node.clientHeight - headerHeight(node) !== viewport) return;
    const target = isOwn ? asked.current.offset : stepOrJump(scale, asked.current, node.scrollTop);
    asked.current = { scrollTop: node.scrollTop, offset: target };
    setOffset(target);
    if (isOwn) return;
    isSearching.current = false;
    onFollow?.(target >= rows * rowHeight - viewport - END);
  };

  /** Steps move rows and scroll bar alike, which in a scaled list leads them apart: they meet again at rest. */
  const onScrollEnd = () => {
    if (physicalHeight(scale) < rows * rowHeight) scrollTo(asked.current.offset);
  };

  return { element, scale, offset, scrollTo, onScroll, onScrollEnd };
}

function headerHeight(node: HTMLElement): number {
  return node.querySelector<HTMLElement>('.list-header')?.offsetHeight ?? 0;
}
