import type { WireFrameChunk } from '../bridge/relay-feed.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import type { FrameStore } from '../frame-store/frame-store.ts';

/** Violations that wait for their frames; beyond, the oldest go. */
const MAX_WAITING = 10_000;
/** Frames that violate something, whose rows are remembered since more may be said of them. */
const MAX_ROWS = 10_000;

/** What is said of one frame at most: there are fewer ways to break the rules at once. */
const MAX_PER_FRAME = 16;

/** Joins what a relay says of single frames to their rows, whichever comes first. */
export class FrameRows {
  readonly #frames: FrameStore;
  readonly #waiting = new Map<number, readonly string[]>();
  readonly #rows = new Map<number, number>();

  constructor(frames: FrameStore) {
    this.#frames = frames;
  }

  /** @param frame its number in the feed */
  violates(frame: number, what: string): void {
    const row = this.#rows.get(frame);
    const known = row === undefined ? (this.#waiting.get(frame) ?? []) : this.#frames.violations(row);
    if (known.length >= MAX_PER_FRAME) return;
    if (row !== undefined) return this.#frames.addViolation(row, what);
    this.#waiting.set(frame, [...known, what]);
    forgetOldest(this.#waiting, MAX_WAITING);
  }

  /** @param row where the first frame of the chunk is in the store */
  came(chunk: WireFrameChunk, row: number): void {
    for (let i = 0; i < chunk.count; i++) {
      if (((chunk.flags[i] ?? 0) & WireFlag.Violating) === 0) continue;
      const frame = chunk.firstFrame + i;
      for (const what of this.#waiting.get(frame) ?? []) this.#frames.addViolation(row + i, what);
      this.#waiting.delete(frame);
      this.#rows.set(frame, row + i);
      forgetOldest(this.#rows, MAX_ROWS);
    }
  }
}

function forgetOldest(map: Map<number, unknown>, limit: number): void {
  const oldest = map.keys().next().value;
  if (map.size > limit && oldest !== undefined) map.delete(oldest);
}
