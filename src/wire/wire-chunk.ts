import type { WireFrameChunk } from '../bridge/relay-feed.ts';
import { unmask } from './unmask.ts';

export const CHUNK_FRAMES = 2048;

/** Some frames of the backlog: their columns, and the bytes in which their payloads are. */
export class Chunk {
  firstFrame = 0;
  count = 0;
  used = 0;
  readonly connection = new Uint32Array(CHUNK_FRAMES);
  readonly time = new Float64Array(CHUNK_FRAMES);
  readonly flags = new Uint32Array(CHUNK_FRAMES);
  readonly length = new Uint32Array(CHUNK_FRAMES);
  readonly wireLength = new Uint32Array(CHUNK_FRAMES);
  readonly stored = new Uint32Array(CHUNK_FRAMES);
  readonly buffered = new Uint32Array(CHUNK_FRAMES);
  readonly maskingKey = new Uint32Array(CHUNK_FRAMES);
  /** Where the payload begins in `bytes`. */
  readonly offset = new Uint32Array(CHUNK_FRAMES);
  /** 1 where it is still masked there. */
  readonly isMasked = new Uint8Array(CHUNK_FRAMES);
  readonly bytes: Uint8Array;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }
}

/** What a reader gets of a chunk, from one of its frames on. */
export function partOf(chunk: Chunk, start: number): WireFrameChunk {
  const { count } = chunk;
  return {
    firstFrame: chunk.firstFrame + start,
    count: count - start,
    connection: chunk.connection.subarray(start, count),
    time: chunk.time.subarray(start, count),
    flags: chunk.flags.subarray(start, count),
    length: chunk.length.subarray(start, count),
    wireLength: chunk.wireLength.subarray(start, count),
    stored: chunk.stored.subarray(start, count),
    buffered: chunk.buffered.subarray(start, count),
    maskingKey: chunk.maskingKey.subarray(start, count),
    bytes: payloadsOf(chunk, start),
  };
}

/** The payloads one after another, unmasked. */
function payloadsOf(
  { bytes, count, stored, offset, isMasked, maskingKey }: Chunk,
  start: number,
): Uint8Array {
  let size = 0;
  for (let i = start; i < count; i++) size += stored[i] ?? 0;
  const payloads = new Uint8Array(size);
  let at = 0;
  for (let i = start; i < count; i++) {
    const from = offset[i] ?? 0;
    const length = stored[i] ?? 0;
    payloads.set(bytes.subarray(from, from + length), at);
    if (isMasked[i]) unmask(payloads, at, at + length, maskingKey[i] ?? 0, 0);
    at += length;
  }
  return payloads;
}
