import * as FrameFlag from '../bridge/frame-flag.ts';
import { FEED_BATCH_SIZE, type WireFrameChunk } from '../bridge/relay-feed.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import { endAtWrongText, type PlainRun, readPlainFrames, shortLength } from './plain-frames.ts';
import { Chunk, CHUNK_FRAMES, partOf } from './wire-chunk.ts';

const CHUNK_BYTES = 256 * 1024;
/** Columns cost 41 bytes a frame. */
const CHUNK_OVERHEAD = CHUNK_FRAMES * 41;
/** Bytes of a piece for which it is worth while to keep what is between its payloads too. */
const MIN_PIECE = 2048;
/** Bytes that the backlog of one relay may hold; the oldest chunks go first. */
const BACKLOG_BYTES = 32 * 1024 * 1024;
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
    return this.#roomIn(bytes);
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
      chunk = this.#keep(piece, from, kept);
    }
    this.#write(chunk, row, this.#pieceAt + from, stored, row.maskingKey === 0 ? 0 : 1);
  }

  /**
   * Records the frames from one on that are like it, whole in a piece of the wire and, where they are texts, UTF-8.
   * @param row what holds for all of them
   * @returns `null` where it is not worth while to keep the piece as it is; frames are then recorded one by one
   */
  recordRun(piece: Uint8Array, from: number, row: FrameRow): PlainRun | null {
    let chunk = this.#newest;
    if (piece !== this.#piece || !chunk || chunk.count === CHUNK_FRAMES) {
      const rest = piece.length - from;
      if (rest < MIN_PIECE || rest > CHUNK_BYTES || shortLength(piece, from) * 2 >= rest) return null;
      chunk = this.#keep(piece, from, rest);
    }
    const run = readPlainFrames(piece, from, chunk, this.#pieceAt);
    const isText = (row.flags & FrameFlag.Binary) === 0;
    if (isText) endAtWrongText(chunk.bytes, chunk, from, this.#pieceAt);
    const start = chunk.count;
    const end = start + run.frames;
    chunk.connection.fill(row.connection, start, end);
    chunk.time.fill(row.time, start, end);
    chunk.flags.fill(row.flags, start, end);
    chunk.buffered.fill(row.buffered, start, end);
    chunk.wireLength.set(chunk.length.subarray(start, end), start);
    chunk.stored.set(chunk.length.subarray(start, end), start);
    chunk.isMasked.fill(!isText && row.flags & WireFlag.Masked ? 1 : 0, start, end);
    chunk.count = end;
    this.#frames += run.frames;
    return run;
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
      if (bytes >= FEED_BATCH_SIZE) break;
    }
    return batch;
  }

  #roomIn(bytes: number): Chunk {
    const chunk = this.#newest;
    if (chunk && chunk.count < CHUNK_FRAMES && chunk.bytes.length - chunk.used >= bytes) return chunk;
    return (this.#newest = this.#open(bytes));
  }

  /** Takes a copy of a part of a piece, in which frames are recorded where they are. */
  #keep(piece: Uint8Array, from: number, length: number): Chunk {
    const chunk = this.#roomIn(length);
    chunk.bytes.set(piece.subarray(from, from + length), chunk.used);
    this.#pieceAt = chunk.used - from;
    this.#piece = from + length === piece.length ? piece : null;
    chunk.used += length;
    return chunk;
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
