import * as v from 'valibot';
import { relayFields, wireEvent } from '../bridge/wire-event-schema.ts';
import {
  type RecordedEntry,
  type RecordedFrame,
  type RecordedLoss,
  type RecordedTotals,
  RECORDING_VERSION,
  type RecordingHead,
} from './recorded-entry.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const optional = v.exactOptional;

const recordingHead = v.object({
  type: v.literal('recording'),
  version: v.literal(RECORDING_VERSION),
  relay: v.object(relayFields),
}) satisfies v.GenericSchema<unknown, RecordingHead>;

const recordedFrame = v.object({
  type: v.literal('frame'),
  number: count,
  time: v.pipe(v.number(), v.finite()),
  connection: count,
  direction: v.picklist(['sent', 'received']),
  fin: v.boolean(),
  rsv1: optional(v.boolean()),
  rsv2: optional(v.boolean()),
  rsv3: optional(v.boolean()),
  opcode: v.pipe(count, v.maxValue(15)),
  isText: v.boolean(),
  maskingKey: optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/))),
  length: count,
  wireLength: count,
  buffered: optional(count),
  inflated: optional(v.boolean()),
  violating: optional(v.boolean()),
  incomplete: optional(v.boolean()),
  text: optional(v.string()),
  base64: optional(v.pipe(v.string(), v.base64())),
}) satisfies v.GenericSchema<unknown, RecordedFrame>;

const lost = v.object({ type: v.literal('lost'), frames: count, events: count }) satisfies v.GenericSchema<
  unknown,
  RecordedLoss
>;

const totals = v.object({
  type: v.literal('totals'),
  connection: count,
  sent: count,
  received: count,
  sentBytes: count,
  receivedBytes: count,
}) satisfies v.GenericSchema<unknown, RecordedTotals>;

const entry = v.variant('type', [recordedFrame, lost, totals, wireEvent]);

export type Parsed<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly why: string };

/** Reads the first line of a recording. */
export function parseRecordingHead(line: string): Parsed<RecordingHead> {
  return parse(recordingHead, line);
}

/** Reads any other line of a recording. */
export function parseRecordedEntry(line: string): Parsed<RecordedEntry> {
  return parse(entry, line);
}

function parse<T>(schema: v.GenericSchema<unknown, T>, line: string): Parsed<T> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { ok: false, why: 'not JSON' };
  }
  const parsed = v.safeParse(schema, value);
  return parsed.success ? { ok: true, value: parsed.output } : { ok: false, why: v.summarize(parsed.issues) };
}
