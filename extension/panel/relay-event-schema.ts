import * as v from 'valibot';
import { BRIDGE_VERSION, type RelayEvent } from '../../src/bridge/channel.ts';
import type { FrameChunk } from '../../src/bridge/frame-chunk.ts';

/** Characters that are taken of one text; a page may put anything into a URL, a reason or a policy. */
const MAX_TEXT = 16_384;

const number = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = v.pipe(
  v.string(),
  v.transform((value) => (value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value)),
);
const field = v.object({ name: text, value: text });
const optional = v.exactOptional;

const connectionEvent = { number: count, time: number, connection: count };
const captureEvent = v.variant('type', [
  v.object({
    ...connectionEvent,
    type: v.literal('created'),
    argument: text,
    url: text,
    protocols: v.array(text),
    stack: text,
    asked: optional(v.array(text)),
  }),
  v.object({
    ...connectionEvent,
    type: v.literal('constructor-threw'),
    argument: text,
    protocols: v.array(text),
    stack: text,
    name: text,
    message: text,
  }),
  v.object({ ...connectionEvent, type: v.literal('open'), protocol: text, extensions: text }),
  v.object({
    ...connectionEvent,
    type: v.literal('close-called'),
    code: v.nullable(v.number()),
    reason: v.nullable(text),
  }),
  v.object({
    ...connectionEvent,
    type: v.literal('close'),
    code: count,
    reason: text,
    wasClean: v.boolean(),
  }),
  v.object({ ...connectionEvent, type: v.literal('error') }),
  v.object({ number: count, time: number, type: v.literal('blob'), payloadOf: count, blob: v.blob() }),
  v.object({
    number: count,
    time: number,
    type: v.literal('csp-violation'),
    blockedUrl: text,
    directive: text,
    policy: text,
    disposition: text,
  }),
]);

const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array, 'not a Uint8Array');
const integers = v.custom<Uint32Array>((value) => value instanceof Uint32Array, 'not a Uint32Array');
const floats = v.custom<Float64Array>((value) => value instanceof Float64Array, 'not a Float64Array');

const frameChunk = v.pipe(
  v.object({
    firstFrame: count,
    count,
    connection: integers,
    time: floats,
    flags: bytes,
    length: integers,
    stored: integers,
    buffered: integers,
    bytes,
    hash: v.optional(count),
  }),
  v.check(hasConsistentColumns, 'columns of different lengths'),
);

const cursor = v.object({ event: count, frame: count });

const batch = v.object({
  events: v.array(captureEvent),
  chunks: v.array(frameChunk),
  totals: v.array(
    v.object({ connection: count, sent: count, received: count, sentBytes: count, receivedBytes: count }),
  ),
  next: cursor,
});

const handshakeStep = v.object({
  requestId: text,
  url: text,
  time: number,
  step: v.picklist(['request', 'response', 'completed', 'failed']),
  requestHeaders: optional(v.array(field)),
  responseHeaders: optional(v.array(field)),
  statusLine: optional(text),
  statusCode: optional(count),
  error: optional(text),
  repaired: optional(v.boolean()),
});

const attemptResult = v.variant('kind', [
  v.object({
    kind: v.literal('handshake'),
    time: number,
    outcome: v.picklist(['open', 'failed', 'timed-out']),
    selectedProtocol: optional(text),
    closeCode: optional(count),
    exception: optional(text),
  }),
  v.object({
    kind: v.literal('http'),
    time: number,
    outcome: v.picklist(['answered', 'failed', 'timed-out']),
    status: optional(count),
    statusText: optional(text),
    redirectedTo: optional(text),
    headers: optional(v.array(field)),
    body: optional(text),
  }),
]);

const version = v.literal(BRIDGE_VERSION);
const relayEvent = v.variant('type', [
  v.object({
    version,
    type: v.literal('hello'),
    document: v.object({
      documentKey: text,
      url: text,
      timeOrigin: number,
      top: v.boolean(),
      worker: optional(v.picklist(['worker', 'shared-worker', 'service-worker'])),
    }),
    fixes: v.object({
      fixes: v.array(
        v.object({
          pattern: text,
          protocols: v.nullable(v.array(text)),
          url: v.nullable(text),
          repair: v.boolean(),
        }),
      ),
      keep: v.boolean(),
    }),
  }),
  v.object({ version, type: v.literal('batch'), batch }),
  v.object({ version, type: v.literal('handshake'), step: handshakeStep }),
  v.object({ version, type: v.literal('attempted'), attempt: count, result: attemptResult }),
]);

/** @returns the event, or in words what is wrong with it */
export function parseRelayEvent(
  event: unknown,
): { ok: true; event: RelayEvent } | { ok: false; why: string } {
  const parsed = v.safeParse(relayEvent, event);
  return parsed.success ? { ok: true, event: parsed.output } : { ok: false, why: v.summarize(parsed.issues) };
}

function hasConsistentColumns(chunk: FrameChunk): boolean {
  const { count, stored } = chunk;
  const columns = [chunk.connection, chunk.time, chunk.flags, chunk.length, stored, chunk.buffered];
  if (columns.some((column) => column.length < count)) return false;
  let bytes = 0;
  for (let i = 0; i < count; i++) bytes += stored[i] ?? 0;
  return bytes <= chunk.bytes.length;
}
