import type { HandshakeEvidence, Witness } from './evidence.ts';
import type { Certainty } from './verdict.ts';

/** What one witness found wrong with a connection, translated from its own words. */
export type Finding = {
  readonly witness: Witness;
  readonly time: number;
  /** What was seen, for the row of the evidence. */
  readonly what: string;
  /** How sure it can make a verdict at best; `proved` where it is absent. */
  readonly certainty?: Certainty;
} & FindingBody;

/** A finding without who saw it, when, and in which words. */
export type FindingBody =
  | { readonly kind: 'subprotocol-omitted' }
  | { readonly kind: 'subprotocol-mismatch'; readonly value: string }
  | { readonly kind: 'subprotocol-unrequested'; readonly value: string }
  /** `value` is `null` where the witness does not tell it. */
  | { readonly kind: 'subprotocol-repeated'; readonly value: string | null }
  | { readonly kind: 'status'; readonly code: number; readonly reason: string; readonly location?: string }
  | { readonly kind: 'upgrade-header-wrong'; readonly fault: HeaderFault }
  | { readonly kind: 'connection-header-wrong'; readonly fault: HeaderFault }
  | { readonly kind: 'accept-mismatch'; readonly fault: 'value' | 'repeated' }
  | { readonly kind: 'extension-unrequested'; readonly value: string }
  | { readonly kind: 'extension-invalid'; readonly fault: string }
  | { readonly kind: 'closed-before-response'; readonly stage: Stage }
  | { readonly kind: 'connection-reset'; readonly stage: Stage }
  | { readonly kind: 'response-timeout'; readonly stage: 'connect' | 'response' | 'unknown' }
  | { readonly kind: 'certificate-rejected'; readonly fault: CertificateFault }
  /** Chrome's log has no text, because another extension makes it blank. Its headers show whether a request was sent. */
  | { readonly kind: 'text-blanked'; readonly sent: boolean }
  /** A 101 in a version of HTTP that knows no upgrade. */
  | { readonly kind: 'http-version-too-old'; readonly version: string }
  | { readonly [K in PlainKind]: { readonly kind: K } }[PlainKind];

export type HeaderFault = 'missing' | 'repeated' | { readonly value: string };

/** How far a handshake had come: while TLS was set up, before the first byte of the response, or within it. */
export type Stage = 'tls' | 'response' | 'within-response';

export type CertificateFault = 'authority' | 'name' | 'date' | 'other';

type PlainKind =
  | 'accept-missing'
  | 'response-not-http'
  /** Firefox reports a connection that was closed and one that was reset alike. */
  | 'closed-or-reset'
  | 'connection-refused'
  | 'host-not-found'
  | 'host-unreachable'
  | 'tls-to-plain-port'
  /** TLS failed, and the witness does not tell at what. */
  | 'tls-failed'
  /** A port that browsers keep to other services (WHATWG Fetch, "bad port"). */
  | 'port-blocked'
  | 'local-network-access'
  | 'blocked-by-extension'
  | 'response-too-big'
  | 'canceled'
  /** After opening: a frame that RFC 6455 §5 forbids. */
  | 'frame-invalid'
  /** After opening: a close frame that RFC 6455 §5.5.1 or §7.4 forbids. */
  | 'close-frame-invalid'
  /** After opening: a text that is no UTF-8 (RFC 6455 §8.1). */
  | 'text-not-utf8'
  | 'not-understood';

type FindingKind = Finding['kind'];

/** Ways to fail before a request is sent: any request to that host and port fails so, whatever it offers. */
export const BEFORE_REQUEST: ReadonlySet<FindingKind> = new Set([
  'connection-refused',
  'host-not-found',
  'host-unreachable',
  'certificate-rejected',
  'tls-to-plain-port',
  'tls-failed',
]);

/** The first finding of a kind. */
export function findingOf<K extends FindingKind>(
  findings: readonly Finding[],
  kind: K,
): Extract<Finding, { kind: K }> | undefined {
  return findings.find((finding): finding is Extract<Finding, { kind: K }> => finding.kind === kind);
}

/** Whether a finding alone is enough for this browser to refuse a connection. */
export function isReason({ kind }: Finding, { browser }: Pick<HandshakeEvidence, 'browser'>): boolean {
  switch (kind) {
    case 'text-blanked':
    case 'not-understood':
    case 'canceled':
      return false;
    case 'subprotocol-omitted':
    case 'subprotocol-unrequested':
      return browser !== 'firefox';
    case 'http-version-too-old':
      return browser === 'firefox';
    default:
      return true;
  }
}
