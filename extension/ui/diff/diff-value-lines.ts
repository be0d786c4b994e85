import type { Value } from '../../../src/decoders/values/value.ts';
import { toJson } from '../../../src/decoders/values/value-export.ts';
import { entriesOf } from '../../../src/decoders/values/value-walk.ts';
import type { ValueChange } from '../../../src/diff/value-diff.ts';
import { lineOf } from '../frame/value-rows.ts';

/** One line of two values compared. */
export type ValueLine =
  /** As many neighbours that are equal, and not shown. */
  | { readonly kind: 'equal'; readonly depth: number; readonly count: number }
  /** What holds the lines below it. */
  | { readonly kind: 'inside'; readonly depth: number; readonly key: string }
  | {
      readonly kind: 'changed' | 'added' | 'removed';
      readonly depth: number;
      readonly key: string;
      /** `null` where that side has none. */
      readonly before: string | null;
      readonly after: string | null;
    };

/** Lines that a comparison shows at most. */
export const MAX_VALUE_LINES = 20_000;
/** Entries of an object or an array that is written out. */
const SMALL = 30;
const MAX_TEXT = 500;

/** What changed, inside what, and how much is equal between. */
export function linesOfChange(root: ValueChange): ValueLine[] {
  const lines: ValueLine[] = [];
  const visit = (change: ValueChange, depth: number): void => {
    const key = keyOf(change);
    if (change.kind === 'equal') {
      const last = lines.at(-1);
      if (last?.kind === 'equal' && last.depth === depth)
        lines[lines.length - 1] = { ...last, count: last.count + 1 };
      else lines.push({ kind: 'equal', depth, count: 1 });
      return;
    }
    if (change.kind !== 'inside') {
      const [before, after] = textsOf(change);
      lines.push({ kind: change.kind, depth, key, before, after });
      return;
    }
    lines.push({ kind: 'inside', depth, key });
    for (const child of change.children) {
      if (lines.length >= MAX_VALUE_LINES) return;
      visit(child, depth + 1);
    }
  };
  visit(root, 0);
  return lines;
}

function keyOf({ key, isItem }: ValueChange): string {
  if (key === null) return '$';
  return isItem ? `[${key}]` : key;
}

/** Both sides in one line each; with their types where they are written alike, such as two floats of another width. */
function textsOf({ before, after }: ValueChange): [before: string | null, after: string | null] {
  const texts = [before && textOf(before), after && textOf(after)] as const;
  if (texts[0] !== texts[1] || !before || !after) return [...texts];
  return [`${texts[0]} (${before.type ?? before.kind})`, `${texts[1]} (${after.type ?? after.kind})`];
}

/** A value in one line; a small one with all that it holds. */
function textOf(value: Value): string {
  const entries = entriesOf(value);
  const isWritten =
    entries.length > 0 &&
    entries.length <= SMALL &&
    entries.every(({ value }) => entriesOf(value).length <= SMALL);
  const text = isWritten ? toJson(value, 0) : lineOf(value);
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)} …` : text;
}
