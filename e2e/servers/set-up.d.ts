/** A server that runs. */
export interface Running {
  /** `ws:` on 127.0.0.1, a port of its own. */
  readonly url: string;
  close(): Promise<void>;
}

/** Id of a cause; several where each is a true answer, one of them more exact. */
type Truth = string | null | readonly string[];

/** What each browser's panel should say first of a page that makes the offer; `null`: it connects, and all is well. */
export interface FirstCause {
  readonly chromium: Truth;
  readonly firefox: Truth;
  /** What the verdict must say besides, where Chromium without its text cannot tell this cause from a likelier one. */
  readonly named?: RegExp;
}

/** One real server in one configuration. */
export interface SetUp {
  readonly id: string;
  readonly name: string;
  /** Id of the server software in `src/diagnosis/servers`. */
  readonly software: string;
  /** Subprotocols that the page offers; `binary` alone unless said otherwise. */
  readonly offer?: readonly string[];
  readonly cause: FirstCause;
  start(): Promise<Running>;
  /** What this set-up needs to be right, as `src/diagnosis/servers` has it, and how to run it with that in place. */
  readonly fix?: {
    readonly purpose: 'selectSubprotocol' | 'allowOrigin' | 'passUpgrade';
    start(code: string): Promise<Running>;
  };
}
