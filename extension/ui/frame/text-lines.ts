/** Where the lines of a text begin when each is broken after so many characters. */
export class TextLines {
  readonly text: string;
  /** Offsets in UTF-16 code units, the end of the text last. */
  readonly #starts: Uint32Array;
  readonly #count: number;

  /** @param columns characters of a line at most */
  constructor(text: string, columns: number) {
    this.text = text;
    let starts = new Uint32Array(1024);
    let count = 0;
    const push = (start: number) => {
      if (count === starts.length) {
        const larger = new Uint32Array(count * 2);
        larger.set(starts);
        starts = larger;
      }
      starts[count++] = start;
    };
    for (let start = 0; start <= text.length; ) {
      const newLine = text.indexOf('\n', start);
      const end = newLine < 0 ? text.length : newLine + 1;
      push(start);
      for (let at = start; end - at > columns; ) {
        at += columns;
        // The two halves of a character stay together.
        if (isLowSurrogate(text, at)) at--;
        if (at < end) push(at);
      }
      if (newLine < 0) break;
      start = end;
    }
    push(text.length);
    this.#starts = starts;
    this.#count = count - 1;
  }

  get count(): number {
    return this.#count;
  }

  start(line: number): number {
    return this.#starts[line] ?? this.text.length;
  }

  /** The line with a character. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#count;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (this.start(middle) <= offset) low = middle;
      else high = middle;
    }
    return low;
  }
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code < 0xe000;
}

/** A run of characters, in UTF-16 code units; `end` is behind the last. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Places that are looked for at most. */
export const MAX_MATCHES = 10_000;

/** Where a text has another, upper or lower case, in order; {@link MAX_MATCHES} at most. */
export function findIn(text: string, searched: string): TextRange[] {
  if (searched === '') return [];
  const pattern = new RegExp(searched.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'), 'gi');
  const found: TextRange[] = [];
  for (const { index, 0: match } of text.matchAll(pattern)) {
    found.push({ start: index, end: index + match.length });
    if (found.length >= MAX_MATCHES) break;
  }
  return found;
}

/** A part of a line as it is drawn. */
export interface Piece {
  readonly text: string;
  /** Where it begins in the text. */
  readonly start: number;
  readonly kind: 'plain' | 'match' | 'sign';
  /** What a sign stands for: `U+200B`. */
  readonly code?: string;
}

/** Characters that leave no mark on the screen, and those that move others about. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Z}\p{DI}\ufffd]/gu;
const SIGNS: Readonly<Record<string, string>> = { ' ': '·', '\n': '↵', '\t': '→', '\r': '←' };

/**
 * Breaks a part of a text into what is drawn alike.
 * @param matches in order; those outside the part are left out
 * @param showsInvisible whether characters that cannot be seen become signs
 */
export function piecesOf(
  text: string,
  { start, end }: TextRange,
  matches: readonly TextRange[],
  showsInvisible: boolean,
): Piece[] {
  const pieces: Piece[] = [];
  const plain = (from: number, to: number, kind: 'plain' | 'match') => {
    if (from >= to) return;
    if (!showsInvisible) {
      pieces.push({ text: text.slice(from, to), start: from, kind });
      return;
    }
    let at = from;
    for (const { index, 0: character } of text.slice(from, to).matchAll(INVISIBLE)) {
      if (from + index > at) pieces.push({ text: text.slice(at, from + index), start: at, kind });
      at = from + index + character.length;
      pieces.push({ ...signOf(character), start: from + index, kind: 'sign' });
    }
    if (at < to) pieces.push({ text: text.slice(at, to), start: at, kind });
  };
  let at = start;
  for (let i = firstAfter(matches, start); i < matches.length; i++) {
    const match = matches[i];
    if (!match || match.start >= end) break;
    plain(at, Math.max(at, match.start), 'plain');
    plain(Math.max(at, match.start), Math.min(match.end, end), 'match');
    at = Math.min(match.end, end);
  }
  plain(at, end, 'plain');
  return pieces;
}

/** Index of the first range that ends behind an offset. */
function firstAfter(ranges: readonly TextRange[], offset: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function signOf(character: string): { readonly text: string; readonly code: string } {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const sign = SIGNS[character] ?? `⟨${code}⟩`;
  return { text: character === '\n' ? `${sign}\n` : sign, code: `U+${code}` };
}
