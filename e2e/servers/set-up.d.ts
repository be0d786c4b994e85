/** A server that runs. */
export interface Running {
  /** `ws:` on 127.0.0.1, a port of its own. */
  readonly url: string;
  close(): Promise<void>;
}

/** What each browser's panel should say first of a page that makes the offer; `null`: it connects, and all is well. */
export interface FirstCause {
  readonly chromium: string | null;
  readonly firefox: string | null;
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
