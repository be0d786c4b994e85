import { type Case, evidenceIn, failedInChrome, noResponseInFirefox, probe } from './evidence.ts';

const HANDSHAKE = 'Error during WebSocket handshake: ';
const ESTABLISHMENT = 'Error in connection establishment: ';
const failure = { certainty: 'proved', severity: 'failure' } as const;
const likely = { certainty: 'likely', severity: 'failure' } as const;
const wss = { url: 'wss://game.example/' };

function tlsFailed(error: string) {
  const evidence = noResponseInFirefox(error, wss);
  const { settledAt: time = 0 } = evidence;
  return { ...evidence, close: { code: 1015, reason: '', wasClean: false, time } };
}

export const NETWORK_CASES: readonly Case[] = [
  {
    name: 'Chrome: closed without an answer',
    evidence: failedInChrome('Connection closed before receiving a handshake response'),
    expected: { cause: 'closed-before-response', ...failure, says: /without a word.*A TLS port/ },
  },
  {
    name: 'Chrome: closed within the answer',
    evidence: failedInChrome(`${HANDSHAKE}net::ERR_CONNECTION_CLOSED`),
    expected: { cause: 'closed-before-response', ...failure, says: /in the middle of its answer/ },
  },
  {
    name: 'Chrome: closed while TLS was set up',
    evidence: failedInChrome(`${ESTABLISHMENT}net::ERR_CONNECTION_CLOSED`, wss),
    expected: { cause: 'closed-before-response', ...failure, says: /TLS/ },
  },
  {
    name: 'Chrome: closed for its subprotocol, as a probe shows',
    evidence: failedInChrome('Connection closed before receiving a handshake response', {
      protocols: ['binary'],
      probes: [probe(['binary'], 'failed'), probe([], 'open')],
    }),
    expected: { cause: 'closed-before-response', ...failure, says: /because of the subprotocol `binary`/ },
  },
  {
    name: 'Firefox: closed or reset',
    evidence: noResponseInFirefox('NS_ERROR_NET_RESET'),
    expected: { cause: 'closed-before-response', ...likely },
  },
  {
    name: 'Chrome: reset',
    evidence: failedInChrome(`${HANDSHAKE}net::ERR_CONNECTION_RESET`),
    expected: { cause: 'connection-reset', ...failure },
  },
  {
    name: 'Chrome: refused',
    evidence: failedInChrome(`${ESTABLISHMENT}net::ERR_CONNECTION_REFUSED`),
    expected: { cause: 'connection-refused', ...failure, says: /`localhost:9998`/ },
  },
  {
    name: 'Firefox: refused by this machine',
    evidence: noResponseInFirefox('NS_ERROR_CONNECTION_REFUSED'),
    expected: { cause: 'connection-refused', ...failure },
  },
  {
    name: 'Firefox: refused by another machine, or out of reach',
    evidence: noResponseInFirefox('NS_ERROR_CONNECTION_REFUSED', { url: 'ws://game.example/' }),
    expected: { cause: 'connection-refused', ...likely },
  },
  {
    name: 'Chrome: no such host',
    evidence: failedInChrome(`${ESTABLISHMENT}net::ERR_NAME_NOT_RESOLVED`),
    expected: { cause: 'host-not-found', ...failure },
  },
  {
    name: 'Firefox: no such host',
    evidence: noResponseInFirefox('NS_ERROR_UNKNOWN_HOST'),
    expected: { cause: 'host-not-found', ...failure },
  },
  {
    name: 'Chrome: no way there',
    evidence: failedInChrome(`${ESTABLISHMENT}net::ERR_ADDRESS_UNREACHABLE`),
    expected: { cause: 'host-unreachable', ...failure },
  },
  {
    name: 'Chrome: no answer to the handshake',
    evidence: failedInChrome('WebSocket opening handshake timed out'),
    expected: { cause: 'response-timeout', ...failure },
  },
  {
    name: 'Chrome: no connection in time',
    evidence: failedInChrome(`${ESTABLISHMENT}net::ERR_CONNECTION_TIMED_OUT`),
    expected: { cause: 'response-timeout', ...failure, says: /not even accept/ },
  },
  {
    name: 'Firefox: nothing for 20 s after the request',
    evidence: evidenceIn('firefox', {
      outcome: 'failed',
      settledAt: 1_800_000_020_004,
      exchange: { time: 1_800_000_000_002 },
    }),
    expected: { cause: 'response-timeout', ...likely },
  },
  {
    name: 'Firefox with another limit: nothing for 4 s after the request',
    evidence: evidenceIn('firefox', {
      outcome: 'failed',
      settledAt: 1_800_000_004_004,
      exchange: { time: 1_800_000_000_002 },
    }),
    expected: { cause: 'response-timeout', ...likely, says: /no whole answer/ },
  },
  {
    name: 'Firefox: held back for 20 s, then refused',
    evidence: noResponseInFirefox('NS_ERROR_CONNECTION_REFUSED', { settledAt: 1_800_000_020_010 }),
    expected: { cause: 'connection-refused', ...failure },
  },
  {
    name: 'Chrome: a certificate of its own',
    evidence: failedInChrome(`${ESTABLISHMENT}net::ERR_CERT_AUTHORITY_INVALID`, wss),
    expected: { cause: 'certificate-rejected', ...failure, says: /signed by itself/ },
  },
  {
    name: 'Chrome: a certificate for another name',
    evidence: failedInChrome(`${ESTABLISHMENT}net::ERR_CERT_COMMON_NAME_INVALID`, wss),
    expected: { cause: 'certificate-rejected', ...failure, says: /another name/ },
  },
  {
    name: 'Firefox: a certificate of its own',
    evidence: tlsFailed('The certificate is not trusted because it is self-signed.'),
    expected: { cause: 'certificate-rejected', ...failure, says: /signed by itself/ },
  },
  {
    name: 'Chrome: no TLS there',
    evidence: failedInChrome(`${ESTABLISHMENT}net::ERR_SSL_PROTOCOL_ERROR`, wss),
    expected: { cause: 'tls-to-plain-port', ...likely },
  },
  {
    name: 'Firefox: no TLS there',
    evidence: tlsFailed('SSL received a record that exceeded the maximum permissible length.'),
    expected: { cause: 'tls-to-plain-port', ...likely },
  },
  {
    name: 'Chrome: TLS of another age',
    evidence: failedInChrome(`${ESTABLISHMENT}net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH`, wss),
    expected: {
      cause: 'unknown',
      certainty: 'possible',
      severity: 'failure',
      says: /TLS could not be set up/,
    },
  },
  {
    name: 'Firefox in another language: TLS by its close code',
    evidence: tlsFailed('Dem Zertifikat wird nicht vertraut, weil es vom Aussteller selbst signiert wurde.'),
    expected: {
      cause: 'unknown',
      certainty: 'possible',
      severity: 'failure',
      says: /TLS could not be set up/,
    },
  },
];
