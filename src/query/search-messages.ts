import type { ConnectionFacts } from './decoded-frames.ts';
import type { FrameSlice } from './frame-slice.ts';
import type { TimeBase } from './time-range.ts';

/** To the thread that searches. */
export type SearchRequest =
  /** What is looked for from now on. */
  | { readonly type: 'query'; readonly text: string; readonly base: TimeBase }
  | {
      readonly type: 'slice';
      readonly number: number;
      readonly slice: FrameSlice;
      /** Those of the slice that were not told of before, or are known better now. */
      readonly connections: readonly ConnectionFacts[];
    };

/** Back from it. */
export type SearchReply =
  /** It is there, and what takes time now is the search. */
  | { readonly type: 'ready' }
  | {
      readonly type: 'found';
      readonly number: number;
      /** One byte a frame, 1 where it is meant; `null` where the browser gave the search up. */
      readonly matches: Uint8Array | null;
      /** The slice comes back, so that its memory can be used again. */
      readonly slice: FrameSlice;
    }
  | { readonly type: 'failed'; readonly why: string };
