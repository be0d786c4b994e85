import type { FrameStore } from '../frame-store.ts';

export interface TestFrame {
  readonly connection?: number;
  readonly time?: number;
  /** Its payload is as long; all zeros. */
  readonly length?: number;
}

/** Appends frames of which only some columns matter. */
export function appendFrames(store: FrameStore, frames: readonly TestFrame[]): number {
  const length = Uint32Array.from(frames, ({ length = 1 }) => length);
  return store.append(
    {
      count: frames.length,
      connection: Uint32Array.from(frames, ({ connection = 1 }) => connection),
      time: Float64Array.from(frames, ({ time = 0 }) => time),
      flags: new Uint8Array(frames.length),
      length,
      stored: length,
      buffered: new Uint32Array(frames.length),
      bytes: new Uint8Array(length.reduce((sum, length) => sum + length, 0)),
    },
    (connection) => connection,
    0,
  );
}
