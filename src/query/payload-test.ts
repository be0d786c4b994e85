import { byteSearch } from './byte-search.ts';
import { comparisonTest } from './comparison.ts';
import type { DecodedFrames } from './decoded-frames.ts';
import { someAt } from './field-path.ts';
import type { SliceReader } from './frame-slice.ts';
import { hasPattern } from './hex-pattern.ts';
import { jsonFieldTest } from './json-field-test.ts';
import type { PayloadTerm } from './query-node.ts';
import { VALUE_TREE } from './value-tree.ts';

export type PayloadTest = (frames: SliceReader, row: number) => boolean;

/** Bytes of a payload that a regular expression is given. */
const MATCHED_BYTES = 64 * 1024;

const decoder = new TextDecoder();

/** Whether a payload is meant. A regular expression may take for ever. */
export function payloadTest(term: PayloadTerm, decoded: DecodedFrames): PayloadTest {
  switch (term.kind) {
    case 'text': {
      const search = byteSearch(term.text);
      return (frames, row) => search(frames.bytes, frames.start(row), frames.end(row));
    }
    case 'regex': {
      const regex = new RegExp(term.source, term.flags);
      return (frames, row) => regex.test(decoder.decode(frames.payload(row).subarray(0, MATCHED_BYTES)));
    }
    case 'hex':
      return (frames, row) => hasPattern(frames.bytes, frames.start(row), frames.end(row), term.pattern);
    case 'field':
      return fieldTest(term, decoded);
  }
}

export type FieldTerm = Extract<PayloadTerm, { kind: 'field' }>;

function fieldTest(term: FieldTerm, decoded: DecodedFrames): PayloadTest {
  const { path, comparison } = term;
  const isWanted = comparison ? comparisonTest(comparison) : () => true;
  const byDecoder: PayloadTest = (frames, row) => {
    const value = decoded.value(frames, row, path.decoder);
    return value !== null && someAt(VALUE_TREE, value, path, isWanted);
  };
  const asJson = jsonFieldTest(term);
  if (!asJson) return byDecoder;
  if (path.decoder === 'json') return asJson;
  if (path.decoder !== '$') return byDecoder;
  return (frames, row) => (decoded.isJson(frames, row) ? asJson(frames, row) : byDecoder(frames, row));
}
