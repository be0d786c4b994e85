import { code } from '../code-span.ts';
import type { Finding, FindingBody } from '../finding.ts';

/**
 * What Firefox's webRequest gives as the error: a name for the network's errors, a sentence in the language of the
 * browser for those of TLS. Only the English sentences are known here.
 */
const ERRORS: readonly (readonly [pattern: RegExp, body: FindingBody])[] = [
  [/^NS_ERROR_CONNECTION_REFUSED$/, { kind: 'connection-refused' }],
  [/^NS_ERROR_NET_(?:RESET|INTERRUPT|EMPTY_RESPONSE|PARTIAL_TRANSFER)$/, { kind: 'closed-or-reset' }],
  [/^NS_ERROR_UNKNOWN_HOST$/, { kind: 'host-not-found' }],
  [/^NS_ERROR_(?:OFFLINE|NETWORK_UNREACHABLE|HOST_UNREACHABLE)$/, { kind: 'host-unreachable' }],
  [/^NS_ERROR_NET_TIMEOUT$/, { kind: 'response-timeout', stage: 'unknown' }],
  [/^NS_ERROR_PARSING_HTTP_STATUS_LINE$/, { kind: 'response-not-http' }],
  [/^NS_BINDING_ABORTED$/, { kind: 'canceled' }],
  [/^NS_ERROR_ABORT$/, { kind: 'blocked-by-extension' }],
  [/^NS_ERROR_LOCAL_NETWORK_ACCESS_DENIED$/, { kind: 'local-network-access' }],
  [/^NS_ERROR_FILE_TOO_BIG$/, { kind: 'response-too-big' }],
  [/^SSL received a record that exceeded|SSL_ERROR_RX_RECORD_TOO_LONG/, { kind: 'tls-to-plain-port' }],
  [/your certificate/i, { kind: 'tls-failed' }],
  [
    /not trusted because|certificate issuer|SEC_ERROR_UNKNOWN_ISSUER|SELF_SIGNED_CERT/i,
    { kind: 'certificate-rejected', fault: 'authority' },
  ],
  [
    /only valid for|domain name does not match|BAD_CERT_DOMAIN/i,
    { kind: 'certificate-rejected', fault: 'name' },
  ],
  [
    /certificate.*(?:expired|not yet valid|will not be valid)|EXPIRED_CERTIFICATE/i,
    { kind: 'certificate-rejected', fault: 'date' },
  ],
  [/certificate|^SEC_ERROR_|^MOZILLA_PKIX_ERROR_/i, { kind: 'certificate-rejected', fault: 'other' }],
  [/^SSL[ _]/, { kind: 'tls-failed' }],
];

/**
 * Translates an error of Firefox's webRequest.
 * @param tlsFailed the page got close code 1015, by which Firefox tells in any language that it was TLS
 * @returns `null` where there is none
 */
export function readFirefoxError(error: string, time: number, tlsFailed: boolean): Finding | null {
  const seen = { witness: 'response', time, what: `Firefox reports ${code(error)}` } as const;
  const known = ERRORS.find(([pattern]) => pattern.test(error));
  if (known) return { ...seen, ...known[1] };
  if (tlsFailed) return { ...seen, kind: 'tls-failed' };
  return error === '' ? null : { ...seen, kind: 'not-understood' };
}
