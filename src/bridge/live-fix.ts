/** What a person wants to be done differently on the live page, to try a fix before the server has it. */
export interface LiveFix {
  /** The URLs it is for; `*` stands for any characters. */
  readonly pattern: string;
  /** What is offered instead of what the page asks for; empty for nothing, `null` for what it asks for. */
  readonly protocols: readonly string[] | null;
  /** Where to connect instead; `null` for where the page wants to. */
  readonly url: string | null;
  /** Whether the answer is repaired, where the browser lets an extension do so. */
  readonly repair: boolean;
}

/** What a fix makes of one connection. */
export interface AppliedFix {
  /** The URL that the page asked for, as it will see it. */
  readonly asked: string;
  readonly url: string;
  readonly protocols: readonly string[] | null;
}

/** The fixes in force on a page. */
export interface LiveFixes {
  readonly fixes: readonly LiveFix[];
  /** Whether they stay when the panel that set them goes; they end with the tab. */
  readonly keep: boolean;
}

export const NO_FIXES: LiveFixes = { fixes: [], keep: false };

/** Fixes as they were stored where a page can write too; what is not understood is none. */
export function parseLiveFixes(text: string | null): LiveFixes {
  if (text === null) return NO_FIXES;
  try {
    const { fixes, keep } = JSON.parse(text) as Partial<Record<keyof LiveFixes, unknown>>;
    return Array.isArray(fixes) && fixes.every(isLiveFix) ? { fixes, keep: keep === true } : NO_FIXES;
  } catch {
    return NO_FIXES;
  }
}

function isLiveFix(value: unknown): value is LiveFix {
  const { pattern, protocols, url, repair } = (value ?? {}) as Partial<Record<keyof LiveFix, unknown>>;
  return (
    typeof pattern === 'string' &&
    (protocols === null || (Array.isArray(protocols) && protocols.every((p) => typeof p === 'string'))) &&
    (url === null || typeof url === 'string') &&
    typeof repair === 'boolean'
  );
}

/** What is in force for what a page gives the constructor; `null` for nothing. */
export function applyFix(fixes: readonly LiveFix[], argument: string, baseUrl: string): AppliedFix | null {
  if (!URL.canParse(argument, baseUrl)) return null;
  // WHATWG WebSockets, "get a WebSocket URL".
  const asked = new URL(argument, baseUrl).href.replace(/^http/, 'ws');
  const fix = fixes.find(({ pattern }) => matchesPattern(pattern, asked));
  return fix ? { asked, url: fix.url ?? asked, protocols: fix.protocols } : null;
}

/** Compares a whole URL with a pattern, in time that grows with their product at most. */
export function matchesPattern(pattern: string, url: string): boolean {
  let p = 0;
  let u = 0;
  let star = -1;
  let resume = 0;
  while (u < url.length) {
    if (pattern[p] === '*') {
      star = p++;
      resume = u;
    } else if (pattern[p] === url[u]) {
      p++;
      u++;
    } else if (star >= 0) {
      p = star + 1;
      u = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
