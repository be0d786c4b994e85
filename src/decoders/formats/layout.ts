import { ByteReader, expectEnd } from './byte-reader.ts';
import type { Decoder } from '../decoder.ts';
import { parseLayout } from '../layout/parser.ts';
import { LayoutReader, Mismatch } from '../layout/reader.ts';
import { type Layout, LayoutError } from '../layout/syntax.ts';
import { readingOf } from '../reading.ts';
import { summaryOf } from '../values/summary.ts';

/** Layouts that were read last, by their text: it is the same for each frame. */
const MAX_KEPT = 8;
const kept = new Map<string, Layout | LayoutError>();

/** A person's own binary layout, named by the option. */
export const decoder: Decoder = {
  decode(payload, context) {
    const text = context.option === undefined ? undefined : context.schema(context.option);
    if (text === undefined) return { outcome: 'not-mine', why: 'no layout was chosen' };
    const layout = layoutOf(text);
    if (layout instanceof LayoutError) {
      const { line, column, message } = layout;
      return { outcome: 'not-mine', why: `line ${line}, column ${column} of the layout: ${message}` };
    }
    let mismatch: string | undefined;
    const decoding = readingOf(
      payload,
      context,
      (reading) => {
        const bytes = new ByteReader(payload.bytes, reading);
        try {
          new LayoutReader(layout, bytes, reading, context).frame((value) => (reading.root = value));
        } catch (error) {
          if (!(error instanceof Mismatch)) throw error;
          mismatch = error.message;
          return null;
        }
        expectEnd(bytes, reading);
        return reading.root && { summary: summaryOf(reading.root) };
      },
      summaryOf,
    );
    return mismatch === undefined ? decoding : { outcome: 'not-mine', why: mismatch };
  },
};

function layoutOf(text: string): Layout | LayoutError {
  const known = kept.get(text);
  if (known) return known;
  if (kept.size >= MAX_KEPT) kept.clear();
  const layout = parsed(text);
  kept.set(text, layout);
  return layout;
}

function parsed(text: string): Layout | LayoutError {
  try {
    return parseLayout(text);
  } catch (error) {
    if (error instanceof LayoutError) return error;
    throw error;
  }
}
