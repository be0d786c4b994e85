/** What a clause may use of the page that it is observed in. */
export interface Bench {
  /** An echo server's. */
  readonly url: string;
  /** An open connection to it. */
  open(protocols?: string | string[], settings?: string): Promise<WebSocket>;
  next<E extends Event = MessageEvent>(target: EventTarget, type: string): Promise<E>;
  /** What a call returns or throws, as plain data. */
  outcome(run: () => unknown): unknown;
  /** A frame of the page's own origin. */
  frame(): Promise<Window & typeof globalThis>;
}

/** Something that a page can observe of `WebSocket`: the result must be the same with and without the extension. */
export interface Clause {
  /** The clause it is about, and what it says. */
  readonly clause: string;
  /** Whether it leaves its page in no state for another. */
  readonly spoilsPage?: true;
  /** Why the extension cannot help being seen here: then the results must differ. */
  readonly differs?: { readonly chromium?: string; readonly firefox?: string };
  readonly observe: (bench: Bench) => unknown;
}

export interface ClauseGroup {
  readonly name: string;
  readonly clauses: readonly Clause[];
}
