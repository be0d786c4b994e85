import { byteSearch, type ByteSearch } from './byte-search.ts';
import { comparisonTest } from './comparison.ts';
import { someAt } from './field-path.ts';
import type { FieldTerm, PayloadTest } from './payload-test.ts';
import { PLAIN_TREE } from './value-tree.ts';

const decoder = new TextDecoder();
const BACKSLASH = 0x5c;

/**
 * Reads JSON by the browser's own parser, which is many times faster than the decoder that shows it, and only where
 * the bytes have what is asked for at all.
 * @returns `null` where that parser cannot tell: for whole numbers that it would round
 */
export function jsonFieldTest({ path, comparison }: FieldTerm): PayloadTest | null {
  if (comparison?.literal.type === 'number' && comparison.literal.exact !== null) return null;
  const isWanted = comparison ? comparisonTest(comparison) : () => true;
  const mayHave = candidates(neededTexts({ kind: 'field', path, comparison }));
  return (frames, row) => {
    if (!mayHave(frames.bytes, frames.start(row), frames.end(row))) return false;
    const value = parse(frames.payload(row));
    return value !== undefined && someAt(PLAIN_TREE, value, path, isWanted);
  };
}

/** `undefined` where the bytes are no JSON: most frames may be something else. */
function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

/** What the JSON has to hold in so many characters, unless it is written with escapes. */
function neededTexts({ path, comparison }: FieldTerm): string[] {
  const texts = path.steps.map(({ selector }) => selector).filter((selector) => typeof selector === 'string');
  if (comparison?.operator === '==' && comparison.literal.type === 'string')
    texts.push(comparison.literal.value);
  return texts.filter((text) => /^[ -!#-[\]-~]+$/.test(text)).map((text) => `"${text}"`);
}

/** Whether all texts are in the bytes, or something with a backslash that may stand for one. */
function candidates(texts: readonly string[]): ByteSearch {
  const searches = texts.map(byteSearch);
  return (bytes, start, end) =>
    searches.every((search) => search(bytes, start, end)) || hasBackslash(bytes, start, end);
}

function hasBackslash(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (bytes[i] === BACKSLASH) return true;
  return false;
}
