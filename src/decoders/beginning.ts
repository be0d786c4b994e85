import type { ConnectionFrames } from './decoder.ts';

/** Frames at the beginning of a connection that are looked at, and bytes of each. */
const FRAMES = 6;
const BYTES = 256;

/** Whether one of the first frames of a connection is such a text, as a protocol's opening is. */
export function beganWith(frames: ConnectionFrames, opening: RegExp): boolean {
  return frames
    .first(FRAMES)
    .some(({ bytes }) => opening.test(new TextDecoder().decode(bytes.subarray(0, BYTES))));
}
