import type { JSX } from 'preact';

/** Marks in one text at most; a pattern may match everywhere. */
const MAX_MARKS = 1_000;

/** A text with what some patterns find in it marked. */
export function Highlighted({
  text,
  patterns,
}: {
  readonly text: string;
  readonly patterns: readonly RegExp[];
}): JSX.Element {
  if (patterns.length === 0) return <>{text}</>;
  const parts: (string | JSX.Element)[] = [];
  let end = 0;
  for (const [from, to] of found(text, patterns)) {
    if (from < end) continue;
    parts.push(text.slice(end, from), <mark key={from}>{text.slice(from, to)}</mark>);
    end = to;
  }
  parts.push(text.slice(end));
  return <>{parts}</>;
}

function found(text: string, patterns: readonly RegExp[]): [from: number, to: number][] {
  const ranges: [from: number, to: number][] = [];
  for (const pattern of patterns) {
    let marks = 0;
    for (const { 0: match, index } of text.matchAll(pattern)) {
      if (match === '' || ++marks > MAX_MARKS) break;
      ranges.push([index, index + match.length]);
    }
  }
  return ranges.toSorted(([a], [b]) => a - b);
}
