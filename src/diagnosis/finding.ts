import type { Witness } from './evidence.ts';

/** What one witness found wrong with a handshake, translated from its own words. */
export type Finding = {
  readonly witness: Witness;
  readonly time: number;
  /** What was seen, for the row of the evidence. */
  readonly what: string;
} & (
  | { readonly kind: 'subprotocol-omitted' }
  | { readonly kind: 'subprotocol-mismatch'; readonly value: string }
  | { readonly kind: 'subprotocol-unrequested'; readonly value: string }
  | { readonly kind: 'subprotocol-repeated'; readonly value: string }
  | { readonly kind: 'status'; readonly code: number; readonly reason: string; readonly location?: string }
  | { readonly kind: 'upgrade-header-wrong'; readonly value: string | null }
  | { readonly kind: 'connection-header-wrong'; readonly value: string | null }
  | { readonly kind: 'extension-unrequested'; readonly value: string }
  | { readonly kind: 'extension-invalid'; readonly value: string }
  | { [K in PlainKind]: { readonly kind: K } }[PlainKind]
);

type PlainKind =
  | 'accept-missing'
  | 'accept-mismatch'
  | 'response-not-http'
  | 'closed-before-response'
  | 'connection-reset'
  /** Firefox reports a connection that was closed and one that was reset alike. */
  | 'closed-or-reset'
  | 'connection-refused'
  | 'host-not-found'
  | 'host-unreachable'
  | 'response-timeout'
  | 'certificate-rejected'
  | 'tls-to-plain-port'
  | 'blocked'
  | 'canceled'
  /** Chrome's log has no text, because another extension makes it blank. */
  | 'text-blanked'
  | 'not-understood';

export type FindingKind = Finding['kind'];
