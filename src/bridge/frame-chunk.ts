/**
 * Consecutive frames of one document in columns: what the hook records into, keeps as its backlog, and sends.
 * Columns and bytes cross each boundary as typed arrays, so a frame costs no object on the way.
 */
export interface FrameChunk {
  /** Number of the first frame, counted from 0 within the document. A jump between chunks means lost frames. */
  readonly firstFrame: number;
  /** Frames in this chunk; every column has at least this many entries. */
  readonly count: number;
  /** Connection of each frame, by its number within the document. */
  readonly connection: Uint32Array;
  /** Milliseconds since the document's time origin. */
  readonly time: Float64Array;
  /** Bits of `frame-flag.ts`. */
  readonly flags: Uint8Array;
  /** True payload length in bytes (of the UTF-8 encoding, for text). */
  readonly length: Uint32Array;
  /** Bytes of the payload kept in `bytes`; less than `length` where the payload was cut or is still to come. */
  readonly stored: Uint32Array;
  /** `bufferedAmount` in bytes right after a send; 0 for received frames. */
  readonly buffered: Uint32Array;
  /** The stored payloads, one after another. */
  readonly bytes: Uint8Array;
  /**
   * FNV-1a of the whole payload of the first frame, 32 bits, where that was too large to keep. It goes where its frame
   * goes: a frame that was cut begins a chunk.
   */
  readonly hash?: number | undefined;
}

/** A batch for a listener ends once it holds this many bytes, its columns counted. */
export const BATCH_BYTES = 2 * 1024 * 1024;

/** Bytes that the columns of one frame take. */
export const COLUMN_BYTES = 25;

/** Whether there may be more behind these chunks: they are a good part of the largest batch. */
export function areMany(chunks: readonly FrameChunk[]): boolean {
  const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes.length + chunk.count * COLUMN_BYTES, 0);
  return bytes > BATCH_BYTES / 2;
}

/** The chunk without its first frames. */
export function withoutFirst(chunk: FrameChunk, frames: number): FrameChunk {
  let bytes = 0;
  for (let i = 0; i < frames; i++) bytes += chunk.stored[i] ?? 0;
  return {
    firstFrame: chunk.firstFrame + frames,
    count: chunk.count - frames,
    connection: chunk.connection.subarray(frames),
    time: chunk.time.subarray(frames),
    flags: chunk.flags.subarray(frames),
    length: chunk.length.subarray(frames),
    stored: chunk.stored.subarray(frames),
    buffered: chunk.buffered.subarray(frames),
    bytes: chunk.bytes.subarray(bytes),
  };
}
