import { Misreading } from './span.ts';

/** Bytes to look for: a byte matches where `(byte & mask) === value`. */
export interface HexPattern {
  readonly values: readonly number[];
  readonly masks: readonly number[];
  /** Whether it has to be where the payload begins or ends. */
  readonly atStart: boolean;
  readonly atEnd: boolean;
}

const MAX_BYTES = 1024;

/**
 * Reads hexadecimal digits in pairs, `?` for any digit: `0a ?? f?`. `^` before them is the payload's beginning, `$`
 * behind them its end.
 * @param at where the text stands in the query
 * @throws {Misreading}
 */
export function parseHexPattern(text: string, at: number): HexPattern {
  const atStart = text.startsWith('^');
  const atEnd = text.length > 1 && text.endsWith('$');
  const values: number[] = [];
  const masks: number[] = [];
  const end = text.length - (atEnd ? 1 : 0);
  for (let i = atStart ? 1 : 0; i < end; ) {
    if (text[i] === ' ') {
      i++;
      continue;
    }
    const pair = text.slice(i, Math.min(i + 2, end));
    const span = { start: at + i, end: at + i + pair.length };
    const wrong = /[^0-9a-f?]/i.exec(pair);
    if (wrong) {
      throw new Misreading(
        `“${wrong[0]}” is no hexadecimal digit. “?” stands for any.`,
        wrong.index === 0 ? { start: span.start, end: span.start + 1 } : { ...span, start: span.start + 1 },
      );
    }
    if (pair.length < 2) throw new Misreading('A byte has two digits; here is one left over.', span);
    const [high = '', low = ''] = pair;
    values.push((digit(high) << 4) | digit(low));
    masks.push((high === '?' ? 0 : 0xf0) | (low === '?' ? 0 : 0x0f));
    i += 2;
  }
  const span = { start: at, end: at + text.length };
  if (values.length === 0) throw new Misreading('Bytes to look for are missing, such as hex:0a??ff.', span);
  if (values.length > MAX_BYTES) throw new Misreading(`At most ${MAX_BYTES} bytes can be looked for.`, span);
  return { values, masks, atStart, atEnd };
}

function digit(character: string): number {
  return character === '?' ? 0 : Number.parseInt(character, 16);
}

/** Whether a pattern is in the bytes from `start` to `end`. */
export function hasPattern(bytes: Uint8Array, start: number, end: number, pattern: HexPattern): boolean {
  return findPattern(bytes, start, end, pattern) >= 0;
}

/** @returns where in the bytes a pattern begins first; -1 where it is not there */
function findPattern(bytes: Uint8Array, start: number, end: number, pattern: HexPattern): number {
  const { values, masks, atStart, atEnd } = pattern;
  const size = values.length;
  const last = end - size;
  const from = atEnd ? Math.max(start, last) : start;
  const to = atStart ? Math.min(start, last) : last;
  for (let i = from; i <= to; i++) {
    let n = 0;
    while (n < size && ((bytes[i + n] ?? 0) & (masks[n] ?? 0)) === values[n]) n++;
    if (n === size) return i;
  }
  return -1;
}
