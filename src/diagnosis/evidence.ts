import type { HeaderField } from '../websocket/header-field.ts';

/** Who saw a thing. */
export type Witness = 'page' | 'browser-log' | 'response' | 'probe';

/**
 * All that is known of one opening handshake. A field that is absent was not seen; an empty string was seen empty.
 * Times are milliseconds since the Unix epoch.
 */
export interface HandshakeEvidence {
  readonly browser: 'chrome' | 'firefox' | 'node';
  /** What the page asked for. */
  readonly argument: string;
  readonly url: string;
  readonly protocols: readonly string[];
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
    };
    /** `NS_ERROR_…` in Firefox. */
    readonly error?: string;
  };
  /** What other offers to the same URL led to, each tried because the person asked for it. */
  readonly probes?: readonly Probe[];
}

/** One more opening handshake to the same URL with another offer. */
export interface Probe {
  readonly time: number;
  readonly url: string;
  readonly protocols: readonly string[];
  readonly outcome: 'open' | 'failed' | 'timed-out';
  readonly selectedProtocol?: string;
  readonly closeCode?: number;
}
