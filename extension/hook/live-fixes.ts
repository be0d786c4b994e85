import type { AppliedFix } from '../../src/bridge/live-fix.ts';

/** Whether the person wants anything done differently. On nearly every page it is nothing, and costs a comparison. */
export class LiveFixes {
  readonly #ask: (url: string) => AppliedFix | null | undefined;
  #isIdle = false;

  /** @param ask what is in force for a URL: `null` for nothing, `undefined` for nothing at all */
  constructor(ask: (url: string) => AppliedFix | null | undefined) {
    this.#ask = ask;
  }

  get isIdle(): boolean {
    return (this.#isIdle ||= this.#ask('') === undefined);
  }

  set isIdle(isIdle: boolean) {
    this.#isIdle = isIdle;
  }

  /** The fix for what the page gave the constructor. */
  for(argument: unknown): AppliedFix | null {
    return this.#isIdle || typeof argument !== 'string' ? null : (this.#ask(argument) ?? null);
  }
}
