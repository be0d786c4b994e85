import type { ConnectionFrame, DecodeContext } from '../decoder.ts';

/** Rows whose state is kept; when there are more, every other one is let go. */
const MAX_CHECKPOINTS = 256;
/** Frames that are gone through to get from a checkpoint to a row. */
const MAX_REPLAYED = 4_096;

interface Checkpoint<S> {
  readonly row: number;
  readonly state: S;
}

/** The state of a stream before a frame. */
export interface StreamState<S> {
  readonly state: S;
  /** False where frames before it are missing, so that the state is only guessed. */
  readonly isKnown: boolean;
}

/**
 * What the frames of one direction have come to before the frame that is decoded, for protocols whose messages do not
 * end with a frame. States never change; each step makes another.
 * @param key names the stream in the memory of the connection
 * @param step gives the state behind a frame
 */
export function stateBefore<S>(
  { frames, direction, row }: DecodeContext,
  key: string,
  start: S,
  step: (state: S, frame: ConnectionFrame) => S,
): StreamState<S> {
  const name = `${key} ${direction}`;
  const kept = frames.memory.get(name) as Checkpoint<S>[] | undefined;
  const checkpoints = kept ?? [];
  if (!kept) frames.memory.set(name, checkpoints);
  const last = checkpoints.findLastIndex((checkpoint) => checkpoint.row < row);
  const from = checkpoints[last];
  const between = frames.between(from?.row ?? -1, MAX_REPLAYED);
  let state = from?.state ?? start;
  let reached = from?.row ?? -1;
  for (const frame of between) {
    if (frame.direction === direction) state = step(state, frame);
    reached = frame.row;
  }
  if (between.length === MAX_REPLAYED) return { state: start, isKnown: false };
  if (reached > (from?.row ?? -1)) {
    checkpoints.splice(last + 1, 0, { row: reached, state });
    if (checkpoints.length > MAX_CHECKPOINTS) {
      checkpoints.splice(0, checkpoints.length, ...checkpoints.filter((_, i) => i % 2 === 1));
    }
  }
  return { state, isKnown: from !== undefined || frames.isFromStart };
}
