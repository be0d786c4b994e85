import type { WireFrameChunk } from '../bridge/relay-feed.ts';
import { unmask } from './unmask.ts';

const CHUNK_FRAMES = 2048;
const CHUNK_BYTES = 256 * 1024;
/** Columns cost 41 bytes a frame. */
const CHUNK_OVERHEAD = CHUNK_FRAMES * 41;
/** Bytes of a piece for which it is worth while to keep what is between its payloads too. */
const MIN_PIECE = 2048;
/** Bytes that the backlog of one relay may hold; the oldest chunks go first. */
const BACKLOG_BYTES = 32 * 1024 * 1024;
/** A batch ends once it holds this many bytes. */
const BATCH_BYTES = 1024 * 1024;
const MAX_LENGTH = 0xffff_ffff;

/** What is told of one frame besides its payload; see the columns of {@link WireFrameChunk}. */
export interface FrameRow {
  connection: number;
  time: number;
  flags: number;
  length: number;
  wireLength: number;
  buffered: number;
  maskingKey: number;
}

class Chunk {
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

/**
 * The newest frames of a relay in columns, bounded in bytes. A frame costs no object; a chunk that falls out is used
 * again. Small frames that came in one piece are kept in one copy of it, headers, masks and all, and are taken out only
 * when somebody reads them.
 */
export class FrameBacklog {
  readonly #chunks: Chunk[] = [];
  #newest: Chunk | null = null;
  #spare: Chunk | null = null;
  #bytes = 0;
  #frames = 0;
  /** The piece of which the newest chunk holds a copy, and where its first byte would be there. */
  #piece: Uint8Array | null = null;
  #pieceAt = 0;
  readonly #limit: number;

  /** @param limit in bytes, columns included */
  constructor(limit = BACKLOG_BYTES) {
    this.#limit = limit;
  }

  /** Frames recorded so far, which is the number of the next one. */
  get frames(): number {
    return this.#frames;
  }

  /** Number of the oldest frame that is still held. */
  get oldestFrame(): number {
    return this.#chunks[0]?.firstFrame ?? this.#frames;
  }

  /**
   * Makes room for the payload of the frame that is recorded next.
   * @returns the chunk to write it to, from `used` on
   */
  room(bytes: number): { readonly bytes: Uint8Array; readonly used: number } {
    const chunk = this.#newest;
    if (chunk && chunk.count < CHUNK_FRAMES && chunk.bytes.length - chunk.used >= bytes) return chunk;
    return (this.#newest = this.#open(bytes));
  }

  /** @param stored bytes of its payload that were written, unmasked, where {@link room} said */
  record(row: FrameRow, stored: number): void {
    const chunk = this.#newest;
    if (!chunk) return;
    this.#write(chunk, row, chunk.used, stored, 0);
    chunk.used += stored;
  }

  /**
   * Records a frame whose whole payload is in a piece of the wire, as it is there.
   * @param piece the same for frames that came together, until {@link letGo}
   */
  recordFrom(piece: Uint8Array, from: number, row: FrameRow, stored: number): void {
    let chunk = this.#newest;
    const rest = piece.length - from;
    if (piece !== this.#piece || !chunk || chunk.count === CHUNK_FRAMES) {
      const kept = rest >= MIN_PIECE && rest <= CHUNK_BYTES && stored * 2 < rest ? rest : stored;
      this.room(kept);
      chunk = this.#newest;
      if (!chunk) return;
      chunk.bytes.set(piece.subarray(from, from + kept), chunk.used);
      this.#pieceAt = chunk.used - from;
      this.#piece = kept === rest ? piece : null;
      chunk.used += kept;
    }
    this.#write(chunk, row, this.#pieceAt + from, stored, row.maskingKey === 0 ? 0 : 1);
  }

  /** The piece may be written to again. */
  letGo(): void {
    this.#piece = null;
  }

  /**
   * The frames from a number on, up to the size of a batch. Their columns are views, good until the next frame is
   * recorded.
   */
  read(from: number): WireFrameChunk[] {
    const batch: WireFrameChunk[] = [];
    let bytes = 0;
    for (const chunk of this.#chunks.slice(this.#placeOf(from))) {
      const start = Math.max(0, from - chunk.firstFrame);
      if (start >= chunk.count) continue;
      const part = partOf(chunk, start);
      batch.push(part);
      bytes += part.bytes.length + part.count * 36;
      if (bytes >= BATCH_BYTES) break;
    }
    return batch;
  }

  #write(chunk: Chunk, row: FrameRow, offset: number, stored: number, isMasked: 0 | 1): void {
    const i = chunk.count++;
    chunk.connection[i] = row.connection;
    chunk.time[i] = row.time;
    chunk.flags[i] = row.flags;
    chunk.length[i] = row.length < MAX_LENGTH ? row.length : MAX_LENGTH;
    chunk.wireLength[i] = row.wireLength < MAX_LENGTH ? row.wireLength : MAX_LENGTH;
    chunk.stored[i] = stored;
    chunk.buffered[i] = row.buffered;
    chunk.maskingKey[i] = row.maskingKey;
    chunk.offset[i] = offset;
    chunk.isMasked[i] = isMasked;
    this.#frames++;
  }

  /** Index of the chunk that holds this frame; searched from the newest on, where readers mostly stand. */
  #placeOf(frame: number): number {
    let place = this.#chunks.length - 1;
    while (place > 0 && (this.#chunks[place]?.firstFrame ?? 0) > frame) place--;
    return Math.max(place, 0);
  }

  #open(bytes: number): Chunk {
    this.#piece = null;
    let chunk = this.#spare;
    if (chunk && bytes <= CHUNK_BYTES) this.#spare = null;
    else chunk = new Chunk(Math.max(bytes, CHUNK_BYTES));
    chunk.firstFrame = this.#frames;
    this.#chunks.push(chunk);
    this.#bytes += chunk.bytes.length + CHUNK_OVERHEAD;
    while (this.#bytes > this.#limit && this.#chunks.length > 1) this.#evict();
    return chunk;
  }

  #evict(): void {
    const chunk = this.#chunks.shift();
    if (!chunk) return;
    this.#bytes -= chunk.bytes.length + CHUNK_OVERHEAD;
    if (chunk.bytes.length !== CHUNK_BYTES) return;
    chunk.count = 0;
    chunk.used = 0;
    this.#spare = chunk;
  }
}

function partOf(chunk: Chunk, start: number): WireFrameChunk {
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
