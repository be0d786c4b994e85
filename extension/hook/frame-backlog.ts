import { fnv1a } from '../../src/bridge/fnv1a.ts';
import { BATCH_BYTES, COLUMN_BYTES, type FrameChunk } from '../../src/bridge/frame-chunk.ts';
import {
  byteLength,
  copyInto,
  encode,
  encodeInto,
  NativeFloat64Array,
  NativeUint32Array,
  NativeUint8Array,
  partOf,
  sliceOf,
} from './primordials.ts';

/** Frames of a chunk; it is also full when its bytes are used up. */
const CHUNK_FRAMES = 256;
const CHUNK_BYTES = 32 * 1024;
const CHUNK_OVERHEAD = CHUNK_FRAMES * COLUMN_BYTES;
/** Bytes that the backlog of one document may hold; the oldest chunks go first. */
const BACKLOG_BYTES = 16 * 1024 * 1024;
/** Bytes kept of one payload. */
const PAYLOAD_BYTES = 16 * 1024 * 1024;

class Chunk implements FrameChunk {
  firstFrame = 0;
  count = 0;
  used = 0;
  hash: number | undefined;
  next: Chunk | null = null;
  readonly connection = new NativeUint32Array(CHUNK_FRAMES);
  readonly time = new NativeFloat64Array(CHUNK_FRAMES);
  readonly flags = new NativeUint8Array(CHUNK_FRAMES);
  readonly length = new NativeUint32Array(CHUNK_FRAMES);
  readonly stored = new NativeUint32Array(CHUNK_FRAMES);
  readonly buffered = new NativeUint32Array(CHUNK_FRAMES);
  readonly bytes: Uint8Array;
  readonly capacity: number;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.bytes = new NativeUint8Array(capacity);
  }
}

/**
 * The newest frames of a document in columns, bounded in bytes. Recording a frame costs a copy of its bytes and no
 * object; a chunk that falls out is used again.
 */
export class FrameBacklog {
  #oldest: Chunk | null = null;
  #newest: Chunk | null = null;
  #spare: Chunk | null = null;
  #bytes = 0;
  #frames = 0;

  /** Frames recorded so far, which is the number of the next one. */
  get frames(): number {
    return this.#frames;
  }

  /** Number of the oldest frame that is still held. */
  get oldestFrame(): number {
    return this.#oldest ? this.#oldest.firstFrame : this.#frames;
  }

  /** @returns the payload's true length in bytes of UTF-8 */
  recordText(connection: number, time: number, flags: number, text: string, buffered: number): number {
    const most = text.length * 3;
    if (most <= CHUNK_BYTES) {
      const chunk = this.#room(most);
      const written = encodeInto(
        text,
        chunk.used === 0 ? chunk.bytes : partOf(chunk.bytes, chunk.used, chunk.capacity),
      );
      this.#finish(chunk, connection, time, flags, written, written, buffered);
      return written;
    }
    return this.recordBytes(connection, time, flags, encode(text), buffered);
  }

  /** @returns the payload's true length in bytes */
  recordBytes(connection: number, time: number, flags: number, bytes: Uint8Array, buffered: number): number {
    const length = byteLength(bytes);
    const stored = length < PAYLOAD_BYTES ? length : PAYLOAD_BYTES;
    const chunk = this.#room(stored);
    if (stored < length) {
      chunk.hash = fnv1a(bytes, length);
      copyInto(chunk.bytes, partOf(bytes, 0, stored), 0);
    } else if (stored > 0) copyInto(chunk.bytes, bytes, chunk.used);
    this.#finish(chunk, connection, time, flags, length, stored, buffered);
    return length;
  }

  /** A frame whose payload is not at hand. */
  recordLength(connection: number, time: number, flags: number, length: number, buffered: number): void {
    this.#finish(this.#room(0), connection, time, flags, length, 0, buffered);
  }

  /** Counts a frame that could not be recorded, so that its place shows as a gap. */
  skip(): void {
    this.#frames++;
    this.#seal();
  }

  /**
   * Copies frames from one number to before another, up to the size of a batch.
   * @returns the number of the next frame
   */
  read(from: number, before: number, add: (chunk: FrameChunk) => void): number {
    let next = from;
    let bytes = 0;
    for (let chunk = this.#oldest; chunk && bytes < BATCH_BYTES && next < before; chunk = chunk.next) {
      const { firstFrame, count } = chunk;
      if (firstFrame + count <= next || count === 0) continue;
      if (firstFrame >= before) return next;
      const start = next > firstFrame ? next - firstFrame : 0;
      const end = firstFrame + count > before ? before - firstFrame : count;
      const copy = copyOf(chunk, start, end);
      bytes += byteLength(copy.bytes) + CHUNK_OVERHEAD;
      add(copy);
      next = firstFrame + end;
    }
    // What follows the newest chunk can only be frames that were skipped.
    return bytes < BATCH_BYTES && before === Infinity ? this.#frames : next;
  }

  #room(bytes: number): Chunk {
    const newest = this.#newest;
    if (newest && newest.count < CHUNK_FRAMES && newest.capacity - newest.used >= bytes) {
      if (newest.count > 0 || newest.firstFrame === this.#frames) return newest;
    }
    return this.#seal(bytes);
  }

  #seal(bytes = 0): Chunk {
    let chunk = this.#spare;
    if (chunk && bytes <= CHUNK_BYTES) this.#spare = null;
    else chunk = new Chunk(bytes > CHUNK_BYTES ? bytes : CHUNK_BYTES);
    chunk.firstFrame = this.#frames;
    if (this.#newest) this.#newest.next = chunk;
    else this.#oldest = chunk;
    this.#newest = chunk;
    this.#bytes += chunk.capacity + CHUNK_OVERHEAD;
    while (this.#bytes > BACKLOG_BYTES && this.#oldest && this.#oldest !== chunk) this.#evict(this.#oldest);
    return chunk;
  }

  #evict(chunk: Chunk): void {
    this.#oldest = chunk.next;
    this.#bytes -= chunk.capacity + CHUNK_OVERHEAD;
    if (chunk.capacity !== CHUNK_BYTES) return;
    chunk.count = 0;
    chunk.used = 0;
    chunk.next = null;
    this.#spare = chunk;
  }

  #finish(
    chunk: Chunk,
    connection: number,
    time: number,
    flags: number,
    length: number,
    stored: number,
    buffered: number,
  ): void {
    const i = chunk.count++;
    chunk.connection[i] = connection;
    chunk.time[i] = time;
    chunk.flags[i] = flags;
    chunk.length[i] = length;
    chunk.stored[i] = stored;
    chunk.buffered[i] = buffered;
    chunk.used += stored;
    this.#frames++;
  }
}

function copyOf(chunk: Chunk, start: number, end: number): FrameChunk {
  let from = 0;
  for (let i = 0; i < start; i++) from += chunk.stored[i] ?? 0;
  let to = from;
  for (let i = start; i < end; i++) to += chunk.stored[i] ?? 0;
  return {
    firstFrame: chunk.firstFrame + start,
    count: end - start,
    connection: sliceOf(NativeUint32Array, chunk.connection, start, end),
    time: sliceOf(NativeFloat64Array, chunk.time, start, end),
    flags: sliceOf(NativeUint8Array, chunk.flags, start, end),
    length: sliceOf(NativeUint32Array, chunk.length, start, end),
    stored: sliceOf(NativeUint32Array, chunk.stored, start, end),
    buffered: sliceOf(NativeUint32Array, chunk.buffered, start, end),
    bytes: sliceOf(NativeUint8Array, chunk.bytes, from, to),
    hash: start === 0 ? chunk.hash : undefined,
  };
}
