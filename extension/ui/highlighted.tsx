import type { JSX } from 'preact';

/** Marks in one text at most; a pattern may match everywhere. */
const MAX_MARKS = 50;

/** A text with what a pattern finds in it marked. */
export function Highlighted({
  text,
  pattern,
}: {
  readonly text: string;
  readonly pattern: RegExp | null;
}): JSX.Element {
  if (!pattern) return <>{text}</>;
  const parts: (string | JSX.Element)[] = [];
  let end = 0;
  for (const match of text.matchAll(pattern)) {
    if (match[0] === '' || parts.length > MAX_MARKS * 2) break;
    parts.push(text.slice(end, match.index), <mark key={match.index}>{match[0]}</mark>);
    end = match.index + match[0].length;
  }
  parts.push(text.slice(end));
  return <>{parts}</>;
}
