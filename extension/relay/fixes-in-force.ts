import { FIXES_ATTRIBUTE, FIXES_EVENT } from '../../src/bridge/handover.ts';
import { applyFix, type LiveFixes, NO_FIXES, parseLiveFixes } from '../../src/bridge/live-fix.ts';

/** Where the document that goes leaves its fixes for the next one of the tab, in the page's session storage. */
const STORED = 'socketscope-fixes';
/** A panel may go for a moment and come back, as when Firefox stops the background between. Milliseconds. */
const GRACE = 3_000;

/**
 * The fixes in force on one document. They end with the panel that set them, or with the tab where the person said so.
 * A reload hands them on in session storage: nothing else can be read before the page's first script opens a socket.
 * The page could read it there, between two documents, only while a fix is in force.
 */
export class FixesInForce {
  readonly #toHook: (any: boolean) => void;
  #state: LiveFixes | null = null;
  #owner: string | null = null;
  #end: ReturnType<typeof setTimeout> | undefined;

  constructor(toHook: (any: boolean) => void) {
    this.#toHook = toHook;
    addEventListener('pagehide', () => this.#leave());
    addEventListener('pageshow', ({ persisted }) => {
      // This document is back from the cache with what it had; what it left was for another.
      if (persisted) takeStored();
    });
  }

  get state(): LiveFixes {
    return (this.#state ??= this.#inherit());
  }

  /** @param owner the panel that sets them */
  set(state: LiveFixes, owner: string): void {
    clearTimeout(this.#end);
    this.#owner = owner;
    if (this.#state === null) takeStored();
    this.#state = state;
    this.#toHook(state.fixes.length > 0);
  }

  panelWent(owner: string): void {
    if (owner !== this.#owner || this.state.keep) return;
    this.#owner = null;
    this.#endSoon();
  }

  /** Answers the hook of this document on their common node. */
  answerOn(node: Element): void {
    node.addEventListener(FIXES_EVENT, (event) => {
      const { fixes } = this.state;
      const url = String((event as MessageEvent).data);
      const answer = fixes.length === 0 ? '' : JSON.stringify(applyFix(fixes, url, document.baseURI));
      node.setAttribute(FIXES_ATTRIBUTE, answer);
    });
  }

  #inherit(): LiveFixes {
    const stored = parseLiveFixes(takeStored());
    if (stored.fixes.length > 0 && !stored.keep) this.#endSoon();
    return stored;
  }

  #endSoon(): void {
    clearTimeout(this.#end);
    this.#end = setTimeout(() => {
      this.#state = NO_FIXES;
      this.#toHook(false);
    }, GRACE);
  }

  #leave(): void {
    if (!this.#state || this.#state.fixes.length === 0) return;
    try {
      sessionStorage.setItem(STORED, JSON.stringify(this.#state));
    } catch {
      // A document without an origin has no storage: its panel brings the fixes again, a moment later.
    }
  }
}

function takeStored(): string | null {
  try {
    const stored = sessionStorage.getItem(STORED);
    if (stored !== null) sessionStorage.removeItem(STORED);
    return stored;
  } catch {
    return null;
  }
}
