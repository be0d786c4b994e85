import type { WireFrameChunk } from '../bridge/relay-feed.ts';

const CHUNK_FRAMES = 1024;
const CHUNK_BYTES = 64 * 1024;
/** Columns cost 36 bytes a frame. */
const CHUNK_OVERHEAD = CHUNK_FRAMES * 36;
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

class Chunk implements WireFrameChunk {
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
  readonly bytes: Uint8Array;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }
}

/**
 * The newest frames of a relay in columns, bounded in bytes. A frame costs a copy of its bytes and no object; a chunk
 * that falls out is used again.
 */
export class FrameBacklog {
  readonly #chunks: Chunk[] = [];
  #newest: Chunk | null = null;
  #spare: Chunk | null = null;
  #bytes = 0;
  #frames = 0;
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

  /** @param stored bytes of its payload that were written where {@link room} said */
  record(row: FrameRow, stored: number): void {
    const chunk = this.#newest;
    if (!chunk) return;
    const i = chunk.count++;
    chunk.connection[i] = row.connection;
    chunk.time[i] = row.time;
    chunk.flags[i] = row.flags;
    chunk.length[i] = row.length < MAX_LENGTH ? row.length : MAX_LENGTH;
    chunk.wireLength[i] = row.wireLength < MAX_LENGTH ? row.wireLength : MAX_LENGTH;
    chunk.stored[i] = stored;
    chunk.buffered[i] = row.buffered;
    chunk.maskingKey[i] = row.maskingKey;
    chunk.used += stored;
    this.#frames++;
  }

  /**
   * The frames from a number on, up to the size of a batch, as views that are good until the next frame is recorded.
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

  /** Index of the chunk that holds this frame; searched from the newest on, where readers mostly stand. */
  #placeOf(frame: number): number {
    let place = this.#chunks.length - 1;
    while (place > 0 && (this.#chunks[place]?.firstFrame ?? 0) > frame) place--;
    return Math.max(place, 0);
  }

  #open(bytes: number): Chunk {
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
  let from = 0;
  for (let i = 0; i < start; i++) from += chunk.stored[i] ?? 0;
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
    bytes: chunk.bytes.subarray(from, chunk.used),
  };
}
