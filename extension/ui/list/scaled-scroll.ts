import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { maxHeightAt, offsetShowing, type Scale, stepOrJump, toPhysical } from './scroll-scale.ts';

/** How close to its end, in pixels, a list counts as being at its end. */
const END = 4;

/** Tells rows apart, whatever comes and goes around them. */
export interface RowKeys {
  readonly at: (index: number) => number;
  /** The place of a row, or that where it would be; -1 where nothing is known of it. */
  readonly placeOf: (key: number) => number;
}

/** For rows that only ever come at the end. */
const BY_INDEX: RowKeys = { at: (index) => index, placeOf: (key) => key };

export interface ScaledScrollOptions {
  readonly rows: number;
  readonly rowHeight: number;
  /** Index of the selected row; -1 for none. */
  readonly selected: number;
  readonly follow: boolean;
  readonly onFollow: ((follow: boolean) => void) | undefined;
  readonly keys: RowKeys | undefined;
  /** Changes with what the rows are rows of, such as a filter: then the selected one is brought into view again. */
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
  /** @param row the one that stays where it then is */
  readonly scrollTo: (offset: number, row: number) => void;
  readonly onScroll: () => void;
  readonly onScrollEnd: () => void;
}

/**
 * Where a scaled list stands. It holds on to one row, the selected one where that is in view, else the topmost: that
 * row stays at its place on the screen while others come, go, or are filtered away.
 */
export function useScaledScroll(options: ScaledScrollOptions): ScaledScroll {
  const { rows, rowHeight, selected, follow, onFollow, keys = BY_INDEX, subject, reveal } = options;
  const element = useRef<HTMLDivElement>(null);
  const [viewport, setViewport] = useState(0);
  const [, redraw] = useState(0);
  /** `delta` is from the held row to the top of the visible part. */
  const held = useRef<{ key: number | null; index: number; delta: number }>({
    key: null,
    index: 0,
    delta: 0,
  });
  /** Where bar and rows stood last: they are apart while the person scrolls a scaled list in small steps. */
  const stood = useRef({ scrollTop: 0, offset: 0 });
  const isScrolling = useRef(false);
  const sought = useRef({ subject, isPending: false });
  const revealed = useRef<Revealed | undefined>(undefined);
  const scale: Scale = { rows, rowHeight, viewport, maxHeight: maxHeightAt(devicePixelRatio) };
  const most = Math.max(0, rows * rowHeight - viewport);

  const limit = (target: number) => Math.max(0, Math.min(target, most));
  const isInView = (row: number, at: number) =>
    row >= 0 && row * rowHeight >= at && (row + 1) * rowHeight <= at + viewport;
  const hold = (index: number, at: number) => {
    held.current = { key: index < rows ? keys.at(index) : null, index, delta: at - index * rowHeight };
  };
  const heldOffset = () => {
    const { key, index, delta } = held.current;
    const place = key === null ? -1 : keys.placeOf(key);
    if (place >= 0) held.current.index = place;
    return limit((place >= 0 ? place : index) * rowHeight + delta);
  };

  if (sought.current.subject !== subject) sought.current = { subject, isPending: !follow };
  let offset = follow ? most : heldOffset();
  if (sought.current.isPending && selected >= 0 && viewport > 0) {
    sought.current.isPending = false;
    if (!isInView(selected, offset)) offset = limit((selected + 0.5) * rowHeight - viewport / 2);
    hold(selected, offset);
  }
  if (reveal && reveal !== revealed.current && viewport > 0) {
    revealed.current = reveal;
    offset = limit(offsetShowing(scale, offset, reveal.row));
    hold(reveal.row, offset);
  }

  useLayoutEffect(() => {
    const node = element.current;
    if (!node) return undefined;
    const observer = new ResizeObserver(() => setViewport(node.clientHeight - headerHeight(node)));
    observer.observe(node);
    return () => observer.disconnect();
  }, []);

  const align = () => {
    const node = element.current;
    const scrollTop = toPhysical(scale, offset);
    if (!node || Math.abs(scrollTop - stood.current.scrollTop) < 1) return;
    node.scrollTop = scrollTop;
    // The browser rounds it.
    stood.current = { scrollTop: node.scrollTop, offset };
  };
  useLayoutEffect(() => {
    // A bar that the person has hold of is left alone until it rests.
    if (!isScrolling.current) align();
    stood.current.offset = offset;
  });

  const scrollTo = (target: number, row: number) => {
    sought.current.isPending = false;
    isScrolling.current = false;
    hold(row, limit(target));
    redraw((count) => count + 1);
  };

  const onScroll = () => {
    const node = element.current;
    if (!node || Math.abs(node.scrollTop - stood.current.scrollTop) < 1) return;
    // A resize moves the scroll bar before this list has heard of it, which is not the person's doing.
    if (node.clientHeight - headerHeight(node) !== viewport) return;
    const target = limit(stepOrJump(scale, stood.current, node.scrollTop));
    stood.current = { scrollTop: node.scrollTop, offset: target };
    isScrolling.current = true;
    sought.current.isPending = false;
    hold(isInView(selected, target) ? selected : Math.floor(target / rowHeight), target);
    redraw((count) => count + 1);
    onFollow?.(target >= most - END);
  };

  /** Steps move rows and scroll bar alike, which in a scaled list leads them apart: they meet again at rest. */
  const onScrollEnd = () => {
    isScrolling.current = false;
    align();
  };

  return { element, scale, offset, scrollTo, onScroll, onScrollEnd };
}

function headerHeight(node: HTMLElement): number {
  return node.querySelector<HTMLElement>('.list-header')?.offsetHeight ?? 0;
}
