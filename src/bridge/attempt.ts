/** What a probe does, and what came of it, as the contexts that can make one tell each other. */
import type { HeaderField } from '../websocket/header-field.ts';

/** One try: an opening handshake that is given up as soon as it is decided, or an ordinary request. */
export type Attempt =
  | { readonly kind: 'handshake'; readonly url: string; readonly protocols: readonly string[] }
  | { readonly kind: 'http'; readonly url: string };

/** `time` is when it began, in milliseconds since the Unix epoch. */
export type AttemptResult = HandshakeResult | HttpResult;

export interface HandshakeResult {
  readonly kind: 'handshake';
  readonly time: number;
  readonly outcome: 'open' | 'failed' | 'timed-out';
  readonly selectedProtocol?: string;
  readonly closeCode?: number;
  /** Name of what the constructor threw. */
  readonly exception?: string;
}

export interface HttpResult {
  readonly kind: 'http';
  readonly time: number;
  readonly outcome: 'answered' | 'failed' | 'timed-out';
  /** Status, headers and body are absent where the asking context may not read them (WHATWG Fetch, opaque response). */
  readonly status?: number;
  readonly statusText?: string;
  readonly redirectedTo?: string;
  readonly headers?: readonly HeaderField[];
  readonly body?: string;
}
