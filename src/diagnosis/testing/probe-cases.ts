import type { HttpProbe } from '../evidence.ts';
import { type Case, failedInChrome, failedInFirefox, probe, URL_UNDER_TEST } from './evidence.ts';

const twin = (answer: Partial<HttpProbe>): HttpProbe => ({
  time: 1,
  url: URL_UNDER_TEST.replace(/^ws/, 'http'),
  from: 'page',
  outcome: 'answered',
  ...answer,
});
const failure = { severity: 'failure' } as const;
const binary = { protocols: ['binary'] };

const BARE_UPGRADE = {
  status: 101,
  statusLine: '101 Switching Protocols',
  headers: ['Connection', 'Sec-WebSocket-Accept']
    .map((name) => ({ name, value: 'x' }))
    .concat({ name: 'Upgrade', value: 'WebSocket' }),
};

/** Chrome's own text is blank, and probes are what there is. */
export const PROBE_CASES: readonly Case[] = [
  {
    name: 'plain HTTP to the same port is refused: so was the handshake',
    evidence: failedInChrome('', {
      httpProbes: [twin({ outcome: 'failed', error: 'net::ERR_CONNECTION_REFUSED' })],
    }),
    expected: { cause: 'connection-refused', certainty: 'proved', ...failure, says: /A probe shows it/ },
  },
  {
    name: 'the same machine answers under another name',
    evidence: failedInChrome('', {
      httpProbes: [twin({ outcome: 'failed', error: 'net::ERR_CONNECTION_REFUSED' })],
      probes: [{ ...probe([], 'open'), from: 'extension', url: 'ws://127.0.0.1:9998/' }],
    }),
    expected: {
      cause: 'connection-refused',
      certainty: 'proved',
      ...failure,
      says: /answers at `ws:\/\/127\.0\.0\.1:9998\/`/,
    },
  },
  {
    name: 'plain HTTP is forbidden: a handshake may have another reason',
    evidence: failedInChrome('', { httpProbes: [twin({ status: 403, statusText: 'Forbidden' })] }),
    expected: { cause: 'status-forbidden', certainty: 'likely', ...failure },
  },
  {
    name: 'plain HTTP is redirected',
    evidence: failedInChrome('', { httpProbes: [twin({ status: 200, redirectedTo: 'http://other/login' })] }),
    expected: { cause: 'status-redirect', certainty: 'likely', ...failure, says: /other\/login/ },
  },
  {
    name: 'plain HTTP to another place tells nothing',
    evidence: failedInChrome('', { httpProbes: [twin({ url: 'http://other/', status: 403 })] }),
    expected: { cause: 'unknown', certainty: 'possible', ...failure },
  },
  {
    name: 'a healthy WebSocket server answers a plain request with 400',
    evidence: failedInChrome('', { httpProbes: [twin({ status: 400 })] }),
    expected: { cause: 'unknown', certainty: 'possible', ...failure },
  },
  {
    name: 'a healthy WebSocket server turns every handshake away, whatever it offers',
    evidence: failedInChrome('', {
      probes: [probe([], 'failed'), probe(['binary'], 'failed')],
      httpProbes: [twin({ status: 426 })],
    }),
    expected: {
      cause: 'origin-rejected',
      certainty: 'possible',
      ...failure,
      says: /It may also want a token/,
    },
  },
  {
    name: 'a proxy says 426: it loses the upgrade',
    evidence: failedInChrome('', {
      probes: [probe([], 'failed'), probe(['binary'], 'failed')],
      httpProbes: [twin({ status: 426, headers: [{ name: 'server', value: 'nginx/1.22.1' }] })],
    }),
    expected: { cause: 'status-upgrade-required', certainty: 'possible', ...failure },
  },
  {
    name: 'plain HTTP cannot say why, where some handshake opens',
    evidence: failedInChrome('', {
      ...binary,
      probes: [probe(['binary'], 'failed'), probe([], 'open')],
      httpProbes: [twin({ status: 404 })],
    }),
    expected: { cause: 'subprotocol-omitted', certainty: 'likely', ...failure },
  },
  {
    name: 'the same offer again, with Chrome’s words this time',
    evidence: failedInChrome(undefined, {
      ...binary,
      probes: [
        {
          ...probe(['binary'], 'failed'),
          error: 'Error during WebSocket handshake: Unexpected response code: 404',
        },
      ],
    }),
    expected: { cause: 'status-not-found', certainty: 'proved', ...failure },
  },
  {
    name: 'the same offer again opens: what failed before is not what fails now',
    evidence: failedInChrome('', { ...binary, probes: [probe(['binary'], 'open', 'binary')] }),
    expected: { cause: 'unknown', certainty: 'possible', ...failure },
  },
  {
    name: 'another origin cannot stand for the page’s',
    evidence: failedInChrome('', {
      ...binary,
      probes: [probe(['binary'], 'failed'), { ...probe([], 'open'), from: 'extension' }],
    }),
    expected: { cause: 'unknown', certainty: 'possible', ...failure },
  },
  {
    name: 'the page is gone: the extension’s offers are compared with each other',
    evidence: failedInChrome('', {
      ...binary,
      probes: [
        { ...probe(['binary'], 'failed'), from: 'extension' },
        { ...probe([], 'open'), from: 'extension' },
      ],
    }),
    expected: { cause: 'subprotocol-omitted', certainty: 'likely', ...failure },
  },
  {
    name: 'a server that is known to close on an offer which it does not know',
    evidence: failedInChrome('', {
      ...binary,
      probes: [probe(['binary'], 'failed'), { ...probe([], 'open'), response: BARE_UPGRADE }],
      httpProbes: [twin({ outcome: 'failed', error: 'net::ERR_EMPTY_RESPONSE' })],
    }),
    expected: { cause: 'closed-before-response', certainty: 'likely', ...failure, says: /as its kind does/ },
  },
  {
    name: 'the same answer from one that speaks plain HTTP',
    evidence: failedInChrome('', {
      ...binary,
      probes: [probe(['binary'], 'failed'), { ...probe([], 'open'), response: BARE_UPGRADE }],
      httpProbes: [twin({ status: 426, headers: [{ name: 'Upgrade', value: 'websocket' }] })],
    }),
    expected: { cause: 'subprotocol-omitted', certainty: 'likely', ...failure },
  },
  {
    name: 'a server that is known to answer an empty value',
    evidence: failedInChrome('', {
      ...binary,
      probes: [
        probe(['binary'], 'failed'),
        {
          ...probe([], 'open'),
          response: {
            status: 101,
            statusLine: '101 Switching Protocols',
            headers: [
              { name: 'Server', value: 'nginx/1.22.1' },
              { name: 'Content-Length', value: '0' },
            ],
          },
        },
      ],
    }),
    expected: { cause: 'subprotocol-mismatch', certainty: 'likely', ...failure, says: /empty subprotocol/ },
  },
  {
    name: 'each alone opens, both together fail',
    evidence: failedInChrome('', {
      protocols: ['binary', 'base64'],
      probes: [probe(['binary', 'base64'], 'failed'), probe([], 'open'), probe(['binary'], 'open', 'binary')],
    }),
    expected: { cause: 'subprotocol-repeated', certainty: 'likely', ...failure },
  },
  {
    name: 'wss: to a port that opens for ws:',
    evidence: failedInChrome('Error in connection establishment: net::ERR_SSL_PROTOCOL_ERROR', {
      url: URL_UNDER_TEST.replace('ws:', 'wss:'),
      probes: [{ ...probe([], 'open'), from: 'extension' }],
    }),
    expected: {
      cause: 'tls-to-plain-port',
      certainty: 'proved',
      ...failure,
      says: /asked without, it answers/,
    },
  },
  {
    name: 'what Firefox read of the answer goes before any probe',
    evidence: failedInFirefox('HTTP/1.1 404 Not Found', '', { httpProbes: [twin({ status: 503 })] }),
    expected: { cause: 'status-not-found', certainty: 'proved', ...failure },
  },
];
