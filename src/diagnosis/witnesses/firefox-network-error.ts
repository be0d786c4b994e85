import type { Finding } from '../finding.ts';

type Kind =
  | 'connection-refused'
  | 'closed-or-reset'
  | 'host-not-found'
  | 'host-unreachable'
  | 'response-timeout'
  | 'certificate-rejected'
  | 'tls-to-plain-port'
  | 'blocked'
  | 'canceled';

/** Firefox's error names (nsError, NSS), as webRequest gives them. */
const ERRORS: readonly (readonly [RegExp, Kind])[] = [
  [/NS_ERROR_CONNECTION_REFUSED/, 'connection-refused'],
  [/NS_ERROR_NET_RESET|NS_ERROR_NET_INTERRUPT|NS_ERROR_NET_EMPTY_RESPONSE/, 'closed-or-reset'],
  [/NS_ERROR_UNKNOWN_HOST/, 'host-not-found'],
  [/NS_ERROR_(OFFLINE|NETWORK_UNREACHABLE|HOST_UNREACHABLE)/, 'host-unreachable'],
  [/NS_ERROR_NET_TIMEOUT/, 'response-timeout'],
  [/SSL_ERROR_RX_RECORD_TOO_LONG|SSL_ERROR_RX_UNKNOWN/, 'tls-to-plain-port'],
  [/SEC_ERROR_|SSL_ERROR_|MOZILLA_PKIX_ERROR_|certificate/i, 'certificate-rejected'],
  [/NS_ERROR_BLOCKED|NS_ERROR_ABORT_BLOCKED/, 'blocked'],
  [/NS_BINDING_ABORTED/, 'canceled'],
];

/** Translates an error of Firefox's webRequest; `null` for one that says nothing of its own. */
export function readFirefoxError(error: string, time: number): Finding | null {
  const found = ERRORS.find(([pattern]) => pattern.test(error));
  return found ? { kind: found[1], witness: 'response', time, what: `Firefox reports \`${error}\`` } : null;
}
