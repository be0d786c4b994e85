/**
 * Maps the position of a scroll bar to rows. Browsers limit the height of an element (Chrome to 16,777,214 device
 * pixels, Firefox lets it collapse beyond 17,895,698), so a long list gets a lower one and is scaled.
 */

/** Reached by Firefox, which counts in CSS pixels, and by Chrome, which counts in device pixels. */
const MAX_CSS_PIXELS = 8_000_000;
const MAX_DEVICE_PIXELS = 16_000_000;

/** Height of the scrolled element at most, in CSS pixels, that both browsers reach. */
export function maxHeightAt(pixelRatio: number): number {
  return Math.min(MAX_CSS_PIXELS, Math.floor(MAX_DEVICE_PIXELS / pixelRatio));
}

export interface Scale {
  readonly rows: number;
  readonly rowHeight: number;
  /** Of the visible part, in CSS pixels. */
  readonly viewport: number;
  readonly maxHeight: number;
}

/** Height of the element that is scrolled. */
export function physicalHeight({ rows, rowHeight, maxHeight }: Scale): number {
  return Math.min(rows * rowHeight, maxHeight);
}

/** Height that the rows would have. */
function virtualHeight({ rows, rowHeight }: Scale): number {
  return rows * rowHeight;
}

/** How far the top of the visible part is from the first row, for a `scrollTop`. */
export function toVirtual(scale: Scale, scrollTop: number): number {
  const physical = physicalHeight(scale) - scale.viewport;
  const virtual = virtualHeight(scale) - scale.viewport;
  if (physical <= 0 || virtual <= 0) return 0;
  return Math.min(Math.max(scrollTop, 0), physical) * (virtual / physical);
}

/** The `scrollTop` that shows an offset from the first row at the top. */
export function toPhysical(scale: Scale, offset: number): number {
  const physical = physicalHeight(scale) - scale.viewport;
  const virtual = virtualHeight(scale) - scale.viewport;
  if (physical <= 0 || virtual <= 0) return 0;
  return Math.min(Math.max(offset, 0), virtual) * (physical / virtual);
}

/**
 * Where a move of the scroll bar leads: a small one moves the rows by as much, a long one goes to that part of the list.
 * @param from where the scroll bar and the rows stood before
 */
export function stepOrJump(
  scale: Scale,
  from: { readonly scrollTop: number; readonly offset: number },
  scrollTop: number,
): number {
  const step = scrollTop - from.scrollTop;
  const isAtEdge = scrollTop <= 0 || scrollTop >= physicalHeight(scale) - scale.viewport - 1;
  if (isAtEdge || Math.abs(step) > scale.viewport) return toVirtual(scale, scrollTop);
  return Math.max(0, Math.min(from.offset + step, virtualHeight(scale) - scale.viewport));
}

/** Where the offset must go so that a row is wholly visible; the same offset where it is already. */
export function offsetShowing({ rowHeight, viewport }: Scale, offset: number, row: number): number {
  const top = row * rowHeight;
  if (top < offset) return top;
  return top + rowHeight > offset + viewport ? top + rowHeight - viewport : offset;
}
