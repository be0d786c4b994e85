import type { FrameStore } from '../../src/frame-store/frame-store.ts';
import {
  type FrameTest,
  matchedText,
  type PatternTester,
  SlowQueryError,
} from '../../src/query/parse-query.ts';
import type { PatternJob, PatternResult } from './pattern-worker.ts';

/** Frames that are looked at in one go. */
const BATCH = 1_000;
/** How long one go may take, in milliseconds. */
const PATIENCE = 2_000;

/** Looks for regular expressions in worker threads, which are ended when they take too long. */
export class PatternWorkers {
  readonly #searches = new Set<Search>();

  readonly test: PatternTester = (regex) => {
    const search = new Search(regex);
    this.#searches.add(search);
    return search.test;
  };

  /** Ends all threads. A test that is still in use begins anew. */
  end(): void {
    for (const search of this.#searches) search.end();
    this.#searches.clear();
  }
}

class Search {
  readonly #regex: RegExp;
  #worker: Worker | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #from = 0;
  #result: PatternResult = new Uint8Array(0);
  #isTooSlow = false;

  constructor(regex: RegExp) {
    this.#regex = regex;
  }

  readonly test: FrameTest = (store, row) => {
    const result = this.#result[row - this.#from];
    if (this.#isTooSlow || result === 2) {
      throw new SlowQueryError('This regular expression takes too long on these frames. Make it simpler.');
    }
    if (result !== undefined) return result === 1;
    if (this.#timer === undefined) this.#ask(store, row);
    return null;
  };

  end(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#worker?.terminate();
    this.#worker = null;
  }

  #ask(store: FrameStore, from: number): void {
    const count = Math.min(BATCH, store.endRow - from);
    const texts = Array.from({ length: count }, (_, i) => matchedText(store, from + i));
    this.#worker ??= new Worker(new URL('./pattern-worker.ts', import.meta.url), { type: 'module' });
    this.#worker.onmessage = ({ data }: MessageEvent<PatternResult>) => {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#from = from;
      this.#result = data;
    };
    this.#timer = setTimeout(() => {
      this.end();
      this.#isTooSlow = true;
    }, PATIENCE);
    this.#worker.postMessage({
      source: this.#regex.source,
      flags: this.#regex.flags,
      texts,
    } satisfies PatternJob);
  }
}
