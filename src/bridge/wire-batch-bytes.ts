/**
 * One {@link WireBatch} as the bytes of a message of a relay's feed: the length of a JSON text (32 bits), that text in
 * UTF-8 with everything but the columns, then for each chunk its columns and its payload bytes. Each column begins at
 * a multiple of 8 bytes, numbers are little-endian, so that both sides use the bytes where they are.
 */
import * as v from 'valibot';
import { FEED_VERSION, type WireBatch, type WireFrameChunk } from './relay-feed.ts';
import { wireEvent } from './wire-event-schema.ts';

const INTEGER_COLUMNS = [
  'connection',
  'flags',
  'length',
  'wireLength',
  'stored',
  'buffered',
  'maskingKey',
] as const satisfies readonly (keyof WireFrameChunk)[];

const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER));
const chunkHeader = v.object({ firstFrame: count, count, bytes: count });
const batchHeader = v.object({
  version: v.literal(FEED_VERSION),
  events: v.array(wireEvent),
  totals: v.array(
    v.object({ connection: count, sent: count, received: count, sentBytes: count, receivedBytes: count }),
  ),
  next: v.object({ event: count, frame: count }),
  chunks: v.array(chunkHeader),
});

export function encodeWireBatch(batch: WireBatch): Uint8Array<ArrayBuffer> {
  const payloads = batch.chunks.map(({ count, stored, bytes }) => bytes.subarray(0, sum(stored, count)));
  const chunks = batch.chunks.map(({ firstFrame, count }, i) => ({
    firstFrame,
    count,
    bytes: payloads[i]?.length ?? 0,
  }));
  const { events, totals, next } = batch;
  const json = new TextEncoder().encode(
    JSON.stringify({ version: FEED_VERSION, events, totals, next, chunks }),
  );
  const size = chunks.reduce((size, chunk) => size + chunkSize(chunk), aligned(4 + json.length));
  const message = new Uint8Array(size);
  new DataView(message.buffer).setUint32(0, json.length, true);
  message.set(json, 4);
  let at = aligned(4 + json.length);
  for (const [i, chunk] of batch.chunks.entries()) {
    at = put(message, at, bytesOf(chunk.time, chunk.count));
    for (const name of INTEGER_COLUMNS) at = put(message, at, bytesOf(chunk[name], chunk.count));
    at = put(message, at, payloads[i] ?? new Uint8Array(0));
  }
  return message;
}

/**
 * Checks a message of a relay's feed and gives what is in it; columns and payloads are views of `message`.
 * @returns the batch, or in words what is wrong with it
 */
export function parseWireBatch(
  message: ArrayBuffer,
): { ok: true; batch: WireBatch } | { ok: false; why: string } {
  if (message.byteLength < 4) return { ok: false, why: 'shorter than its header' };
  const length = new DataView(message).getUint32(0, true);
  if (length > message.byteLength - 4) return { ok: false, why: 'shorter than its JSON' };
  const header = v.safeParse(batchHeader, parseJson(new Uint8Array(message, 4, length)));
  if (!header.success) return { ok: false, why: v.summarize(header.issues) };
  const { events, totals, next } = header.output;
  const chunks: WireFrameChunk[] = [];
  let at = aligned(4 + length);
  for (const chunk of header.output.chunks) {
    const end = at + chunkSize(chunk);
    if (!(end <= message.byteLength)) return { ok: false, why: 'shorter than its columns' };
    const columns = readColumns(message, at, chunk);
    if (sum(columns.stored, chunk.count) !== chunk.bytes) {
      return { ok: false, why: 'payloads of other lengths than their columns say' };
    }
    chunks.push(columns);
    at = end;
  }
  return { ok: true, batch: { events, chunks, totals, next } };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // What is no JSON is no batch either: the schema says so.
    return undefined;
  }
}

type ChunkHeader = v.InferOutput<typeof chunkHeader>;

function readColumns(message: ArrayBuffer, start: number, header: ChunkHeader): WireFrameChunk {
  const { firstFrame, count } = header;
  let at = start;
  const take = (bytes: number) => {
    const from = at;
    at += aligned(bytes);
    return from;
  };
  const integers = () => new Uint32Array(message, take(count * 4), count);
  return {
    firstFrame,
    count,
    time: new Float64Array(message, take(count * 8), count),
    connection: integers(),
    flags: integers(),
    length: integers(),
    wireLength: integers(),
    stored: integers(),
    buffered: integers(),
    maskingKey: integers(),
    bytes: new Uint8Array(message, take(header.bytes), header.bytes),
  };
}

function chunkSize({ count, bytes }: ChunkHeader): number {
  return count * 8 + INTEGER_COLUMNS.length * aligned(count * 4) + aligned(bytes);
}

function put(message: Uint8Array, at: number, bytes: Uint8Array): number {
  message.set(bytes, at);
  return at + aligned(bytes.length);
}

function bytesOf(column: Float64Array | Uint32Array, count: number): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, count * column.BYTES_PER_ELEMENT);
}

function sum(column: Uint32Array, count: number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += column[i] ?? 0;
  return total;
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
