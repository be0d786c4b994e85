import { BYTES_PER_ROW, type ByteRange } from './hex-rows.ts';

/** What is selected of some bytes: from where the person began to where the keyboard goes on. */
export interface HexCaret {
  readonly anchor: number;
  readonly focus: number;
}

/** A range between two bytes, in whichever order they were pointed at. */
export function rangeOf({ anchor, focus }: HexCaret): ByteRange {
  return { first: Math.min(anchor, focus), last: Math.max(anchor, focus) };
}

/**
 * Where a key leads, as in a text: arrows, pages, Home and End of a row, with Control those of all, with Shift the
 * selection grows.
 * @param pageRows rows that a page has
 * @param length bytes in all
 * @returns `null` where the key has no meaning here
 */
export function moveCaret(
  caret: HexCaret | null,
  key: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  pageRows: number,
  length: number,
): HexCaret | null {
  if (length === 0 || key.altKey) return null;
  const isCommand = key.ctrlKey || key.metaKey;
  if (isCommand && key.key === 'a') return { anchor: 0, focus: length - 1 };
  const at = caret?.focus ?? 0;
  const target = targetOf(key.key, isCommand, at, pageRows, length);
  if (target === null) return null;
  // The first key puts the caret at the beginning, wherever it would lead from there.
  const focus = caret || isCommand ? Math.max(0, Math.min(target, length - 1)) : 0;
  return { anchor: key.shiftKey && caret ? caret.anchor : focus, focus };
}

function targetOf(
  key: string,
  isCommand: boolean,
  at: number,
  pageRows: number,
  length: number,
): number | null {
  const column = at % BYTES_PER_ROW;
  switch (key) {
    case 'ArrowLeft':
      return at - 1;
    case 'ArrowRight':
      return at + 1;
    case 'ArrowUp':
      return at >= BYTES_PER_ROW ? at - BYTES_PER_ROW : at;
    case 'ArrowDown':
      return at + BYTES_PER_ROW < length ? at + BYTES_PER_ROW : at;
    case 'PageUp':
      return Math.max(column, at - pageRows * BYTES_PER_ROW);
    case 'PageDown':
      return at + pageRows * BYTES_PER_ROW;
    case 'Home':
      return isCommand ? 0 : at - column;
    case 'End':
      return isCommand ? length - 1 : at - column + BYTES_PER_ROW - 1;
    default:
      return null;
  }
}
