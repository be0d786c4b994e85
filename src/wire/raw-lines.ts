/** One line of a raw head, as it was on the wire. */
export interface RawLine {
  /** Without its end; one byte a character (Latin-1). */
  readonly text: string;
  /** How it ended: CRLF as RFC 9112 §2.2 asks for, LF alone, or not at all since the bytes end there. */
  readonly end: 'crlf' | 'lf' | 'none';
}

/** The lines of a raw head, the empty one at its end included. */
export function rawLines(bytes: string): RawLine[] {
  const lines = bytes.split('\n').map((text): RawLine => {
    return text.endsWith('\r') ? { text: text.slice(0, -1), end: 'crlf' } : { text, end: 'lf' };
  });
  const last = lines.pop();
  if (!last) return lines;
  const text = last.end === 'crlf' ? `${last.text}\r` : last.text;
  return text === '' ? lines : [...lines, { text, end: 'none' }];
}

/** Which lines of each of two heads the other does not have: by their bytes, each line of the other once. */
export function differingLines(
  a: readonly RawLine[],
  b: readonly RawLine[],
): { readonly a: ReadonlySet<number>; readonly b: ReadonlySet<number> } {
  return { a: without(a, b), b: without(b, a) };
}

function without(lines: readonly RawLine[], others: readonly RawLine[]): ReadonlySet<number> {
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  const found = new Set<number>();
  for (const [i, line] of lines.entries()) {
    const count = left.get(keyOf(line)) ?? 0;
    if (count === 0) found.add(i);
    else left.set(keyOf(line), count - 1);
  }
  return found;
}

function keyOf({ text, end }: RawLine): string {
  return `${end} ${text}`;
}
