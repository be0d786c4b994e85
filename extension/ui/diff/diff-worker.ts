import { type ByteDiff, diffBytes } from '../../../src/diff/byte-diff.ts';

/** Time that a comparison may take in a thread of its own, in milliseconds, about. */
const PATIENCE = 5_000;

export interface DiffRequest {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

onmessage = ({ data: { before, after } }: MessageEvent<DiffRequest>) => {
  postMessage(diffBytes(before, after, PATIENCE) satisfies ByteDiff);
};
