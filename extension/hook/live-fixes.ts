import { type LiveFix, matchesPattern } from '../../src/bridge/live-fix.ts';
import { webSocketUrl } from './web-socket-url.ts';

/** What the person wants done differently. On nearly every page that is nothing, and costs one comparison. */
export class LiveFixes {
  readonly #ask: () => readonly LiveFix[];
  #fixes: readonly LiveFix[] | null = null;

  /** @param ask which fixes are in force already when the page opens its first connection */
  constructor(ask: () => readonly LiveFix[]) {
    this.#ask = ask;
  }

  set(fixes: readonly LiveFix[]): void {
    this.#fixes = fixes;
  }

  /** The fix for what the page gave the constructor. */
  for(argument: unknown): LiveFix | null {
    const fixes = (this.#fixes ??= this.#ask());
    if (fixes.length === 0 || typeof argument !== 'string') return null;
    const url = webSocketUrl(argument);
    for (let i = 0; i < fixes.length; i++) {
      const fix = fixes[i];
      if (fix && matchesPattern(fix.pattern, url)) return fix;
    }
    return null;
  }
}
