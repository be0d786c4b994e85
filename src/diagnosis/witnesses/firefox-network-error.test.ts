import { expect, test } from 'vitest';
import { readFirefoxError } from './firefox-network-error.ts';

test.for([
  ['NS_ERROR_CONNECTION_REFUSED', 'connection-refused'],
  ['NS_ERROR_NET_RESET', 'closed-or-reset'],
  ['NS_ERROR_UNKNOWN_HOST', 'host-not-found'],
  ['NS_ERROR_OFFLINE', 'host-unreachable'],
  ['NS_ERROR_NET_TIMEOUT', 'response-timeout'],
  ['NS_ERROR_PARSING_HTTP_STATUS_LINE', 'response-not-http'],
  ['NS_BINDING_ABORTED', 'canceled'],
  ['NS_ERROR_ABORT', 'blocked-by-extension'],
  ['NS_ERROR_LOCAL_NETWORK_ACCESS_DENIED', 'local-network-access'],
  ['NS_ERROR_FILE_TOO_BIG', 'response-too-big'],
  ['SSL received a record that exceeded the maximum permissible length.', 'tls-to-plain-port'],
  ['The certificate is not trusted because it is self-signed.', 'certificate-rejected'],
  ['Peer’s Certificate has expired.', 'certificate-rejected'],
  ['SSL peer cannot verify your certificate.', 'tls-failed'],
] as const)('%s is %s', ([error, kind]) => {
  expect(readFirefoxError(error, 0, false)?.kind).toBe(kind);
});

test('an error that is not known is shown all the same', () => {
  expect(readFirefoxError('NS_ERROR_NEW', 0, false)).toMatchObject({ kind: 'not-understood' });
  expect(readFirefoxError('', 0, false)).toBeNull();
});

test('a sentence in another language is TLS where the page got 1015', () => {
  expect(readFirefoxError('Certificat non valide', 0, true)?.kind).toBe('tls-failed');
});
