/** Looks for a regular expression in texts, in a thread that can be ended. */

export interface PatternJob {
  readonly source: string;
  readonly flags: string;
  readonly texts: readonly string[];
}

/** One byte a text: 1 where it matches, 0 where it does not, 2 where the browser gave the search up. */
export type PatternResult = Uint8Array;

self.onmessage = ({ data }: MessageEvent<PatternJob>) => {
  const regex = new RegExp(data.source, data.flags);
  const result: PatternResult = Uint8Array.from(data.texts, (text) => matchOf(regex, text));
  self.postMessage(result);
};

function matchOf(regex: RegExp, text: string): number {
  try {
    return regex.test(text) ? 1 : 0;
  } catch {
    // Firefox ends a search that needs too much of its stack.
    return 2;
  }
}
