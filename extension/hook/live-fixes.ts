import type { AppliedFix } from '../../src/bridge/live-fix.ts';

/** Whether the person wants anything done differently. On nearly every page it is nothing, and costs a comparison. */
export class LiveFixes {
  readonly #ask: (url: string) => AppliedFix | null | undefined;
  #isIdle = false;

  /** @param ask what is in force for a URL: `null` for nothing, `undefined` for nothing at all */
  constructor(ask: (url: string) => AppliedFix | null | undefined) {
    this.#ask = ask;
  }

  set isIdle(isIdle: boolean) {
    this.#isIdle = isIdle;
  }

  /** The fix for what the page gave the constructor. */
  for(argument: unknown): AppliedFix | null {
    if (this.#isIdle || typeof argument !== 'string') return null;
    const fix = this.#ask(argument);
    if (fix === undefined) this.#isIdle = true;
    return fix ?? null;
  }
}
