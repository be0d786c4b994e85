import type { HeaderField } from '../websocket/header-field.ts';

/** Who saw a thing. */
export type Witness = 'page' | 'browser-log' | 'response' | 'probe';

/**
 * All that is known of one opening handshake. A field that is absent was not seen; an empty string was seen empty.
 * Times are milliseconds since the Unix epoch.
 */
export interface HandshakeEvidence {
  /** `native` for a client that is no browser, seen on the wire. */
  readonly browser: 'chrome' | 'firefox' | 'node' | 'native';
  /** What the page asked for. */
  readonly argument: string;
  readonly url: string;
  readonly protocols: readonly string[];
  /** The subprotocols that the page wanted to offer, where a fix that is tried put `url` and `protocols` in place. */
  readonly asked?: readonly string[];
  /** URL of the document or extension page that opened it. */
  readonly initiator: string;
  readonly createdAt: number;
  /** `Error.stack` at construction; empty where it could not be taken. */
  readonly stack?: string;
  /** How it ended so far, as the page saw it. */
  readonly outcome: 'pending' | 'open' | 'failed' | 'threw';
  /** When `outcome` came about. */
  readonly settledAt?: number;
  readonly exception?: { readonly name: string; readonly message: string };
  /** `WebSocket.protocol` and `.extensions` after `open`. */
  readonly selectedProtocol?: string;
  readonly extensions?: string;
  readonly close?: {
    readonly code: number;
    readonly reason: string;
    readonly wasClean: boolean;
    readonly time: number;
  };
  /** The page called `close()` before the socket was open. */
  readonly closeCalledAt?: number;
  readonly openedAt?: number;
  /** The page got `close` with neither `open` nor `error` before it. */
  readonly isCloseAlone?: boolean;
  /** When the newest frame came or went; absent where there was none. */
  readonly lastFrameAt?: number;
  readonly neighbours?: Neighbours;
  readonly cspViolation?: {
    readonly blockedUrl: string;
    readonly directive: string;
    readonly policy: string;
  };
  /** Chrome's network log (DevTools HAR). `error` is Chrome's own text; empty where another extension blanks it. */
  readonly networkLog?: {
    readonly time: number;
    readonly error?: string;
    readonly requestHeaders: readonly HeaderField[];
    readonly responseHeaders: readonly HeaderField[];
    readonly status: number;
  };
  /** Firefox's webRequest, or a raw response read by the command line. */
  readonly exchange?: {
    readonly time: number;
    readonly requestHeaders?: readonly HeaderField[];
    readonly response?: {
      readonly time: number;
      readonly status: number;
      readonly statusLine: string;
      readonly headers: readonly HeaderField[];
      /** Whether the headers are not the server's, but repaired by a fix that is tried. */
      readonly isRepaired?: boolean;
    };
    /** `NS_ERROR_…` in Firefox. */
    readonly error?: string;
  };
  /** What other handshakes led to, each tried because the person asked for it. */
  readonly probes?: readonly Probe[];
  /** What plain HTTP says at the same place, asked because the person wanted to know. */
  readonly httpProbes?: readonly HttpProbe[];
}

/**
 * Whose `Origin` a probe carries: that of the page that opened the connection, the extension's own, or what the
 * command line was told.
 */
export type ProbeOrigin = 'page' | 'extension' | 'node';

/** The other connections of the same tab or tester, as they were when this one was constructed. */
export interface Neighbours {
  /** Connecting or open. */
  readonly alive: number;
  /** To the same URL, and over for no longer than {@link RECENT}. */
  readonly recentlyEnded: number;
  /** How long those to the same URL had been silent when they were lost, in milliseconds, the newest last. */
  readonly silences: readonly number[];
}

/** What counts as recent of a connection's neighbours, in milliseconds. */
export const RECENT = 10_000;

/** One more opening handshake: another offer, another origin, or another form of the URL. */
export interface Probe {
  readonly time: number;
  readonly url: string;
  /** What was offered; one empty text is a header with an empty value, which no browser sends. */
  readonly protocols: readonly string[];
  readonly from: ProbeOrigin;
  readonly outcome: 'open' | 'failed' | 'timed-out';
  readonly selectedProtocol?: string;
  readonly closeCode?: number;
  /** What was sent, where a witness saw it. Without the key nobody can check `Sec-WebSocket-Accept`. */
  readonly requestHeaders?: readonly HeaderField[];
  /** The answer, where a witness saw it: Firefox's webRequest, or the command line. */
  readonly response?: {
    readonly status: number;
    readonly statusLine: string;
    readonly headers: readonly HeaderField[];
  };
  /** The words of whoever knows why it failed: Chrome's text (empty where blanked), `NS_ERROR_…`, a code of Node. */
  readonly error?: string;
  /** Name of what the constructor threw. */
  readonly exception?: string;
}

/** An ordinary request to the place where the socket should be: the same URL with `http` for `ws`. */
export interface HttpProbe {
  readonly time: number;
  readonly url: string;
  readonly from: ProbeOrigin;
  readonly outcome: 'answered' | 'failed' | 'timed-out';
  readonly status?: number;
  readonly statusText?: string;
  /** Where redirects ended, if there were any. */
  readonly redirectedTo?: string;
  readonly headers?: readonly HeaderField[];
  /** The beginning of the body, as text, 1,024 characters at most. */
  readonly body?: string;
  /** Why there is no answer: Chrome's `net::ERR_…`, a code of Node. */
  readonly error?: string;
}
