import type { HandshakeEvidence, HttpProbe } from '../evidence.ts';
import {
  blankInChrome,
  type Case,
  CREATED,
  evidenceIn,
  failedInChrome,
  failedInFirefox,
  noResponseInFirefox,
  probe,
} from './evidence.ts';

const ESTABLISHMENT = 'Error in connection establishment: ';
const failure = { certainty: 'proved', severity: 'failure' } as const;
const likely = { certainty: 'likely', severity: 'failure' } as const;
const possible = { certainty: 'possible', severity: 'failure' } as const;

/** The page's origin is turned away, this extension's is not. */
const ELSEWHERE = { probes: [probe([], 'failed'), probe([], 'open', '', { from: 'extension' })] };
const REFUSED = 'HTTP/1.1 403 Forbidden';
/** Nobody is expected to listen there, or to be allowed to. */
const BAD_PORT = { url: 'ws://localhost:6667/' };

function httpProbe(url: string, change: Partial<HttpProbe>): HttpProbe {
  return { time: CREATED + 6_000, url, from: 'extension', outcome: 'answered', status: 400, ...change };
}

function twin(url: string, change: Parameters<typeof probe>[3] = {}) {
  return probe([], change?.outcome ?? 'open', '', { url, from: 'extension', ...change });
}

function neighbours(change: Partial<NonNullable<HandshakeEvidence['neighbours']>>) {
  return { neighbours: { alive: 0, recentlyEnded: 0, silences: [], ...change } };
}

const CLOSED = 'Connection closed before receiving a handshake response';
const NGINX = '<center>The plain HTTP request was sent to HTTPS port</center>';

const PORT_CASES: readonly Case[] = [
  {
    name: 'Chrome: a port of another service',
    evidence: failedInChrome(`${ESTABLISHMENT}net::ERR_UNSAFE_PORT`, BAD_PORT),
    expected: { cause: 'port-blocked', ...failure, says: /port 6667/ },
  },
  {
    name: 'Firefox: the same, of which it shows nothing',
    evidence: evidenceIn('firefox', { outcome: 'failed', settledAt: CREATED + 4, ...BAD_PORT }),
    expected: { cause: 'port-blocked', ...likely },
  },
  {
    name: 'Chrome: the same with its text blank',
    evidence: blankInChrome(false, BAD_PORT),
    expected: { cause: 'port-blocked', ...likely },
  },
  {
    name: 'a port of that list that this browser does connect to',
    evidence: failedInChrome(`${ESTABLISHMENT}net::ERR_CONNECTION_REFUSED`, { url: 'ws://localhost:4190/' }),
    expected: { cause: 'connection-refused', ...failure },
  },
];

const LOCAL_NETWORK_CASES: readonly Case[] = [
  {
    name: 'Chrome: a page of the internet without leave for the local network',
    evidence: failedInChrome(`${ESTABLISHMENT}net::ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS`),
    expected: { cause: 'local-network-access', ...failure, says: /`http:\/\/game\.example`/ },
  },
  {
    name: 'Firefox, where that is turned on for WebSockets',
    evidence: noResponseInFirefox('NS_ERROR_LOCAL_NETWORK_ACCESS_DENIED'),
    expected: { cause: 'local-network-access', ...failure },
  },
  {
    name: 'Chrome: its text blank, and this extension gets through',
    evidence: blankInChrome(false, ELSEWHERE),
    expected: { cause: 'local-network-access', ...likely, says: /Another extension/ },
  },
];

const EXTENSION_CASES: readonly Case[] = [
  {
    name: 'Firefox: stopped by another extension',
    evidence: noResponseInFirefox('NS_ERROR_ABORT', { exchange: { time: CREATED, error: 'NS_ERROR_ABORT' } }),
    expected: { cause: 'blocked-by-extension', ...likely, says: /most likely another extension/ },
  },
  {
    name: 'Firefox: stopped, and this extension gets through',
    evidence: noResponseInFirefox('NS_ERROR_ABORT', ELSEWHERE),
    expected: { cause: 'blocked-by-extension', ...failure },
  },
  {
    name: 'Firefox: stopped when the answer had come',
    evidence: failedInFirefox(
      'HTTP/1.1 101 Switching Protocols',
      'Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
      {},
      'NS_ERROR_ABORT',
    ),
    expected: { cause: 'blocked-by-extension', ...likely },
  },
  {
    name: 'Chrome: blank, nothing was sent, and this extension gets through',
    evidence: blankInChrome(false, {
      ...ELSEWHERE,
      url: 'ws://game.example/',
      probes: ELSEWHERE.probes.map((each) => ({ ...each, url: 'ws://game.example/' })),
    }),
    expected: { cause: 'blocked-by-extension', ...likely },
  },
];

const ORIGIN_CASES: readonly Case[] = [
  {
    name: '403, and from another origin it opens',
    evidence: failedInFirefox(REFUSED, '', ELSEWHERE),
    expected: { cause: 'origin-rejected', ...failure, says: /does not let this origin in/ },
  },
  {
    name: 'closed, and from another origin it opens',
    evidence: failedInChrome(CLOSED, ELSEWHERE),
    expected: { cause: 'origin-rejected', ...likely },
  },
  {
    name: 'Chrome: blank, the request was sent, and from another origin it opens',
    evidence: blankInChrome(true, ELSEWHERE),
    expected: { cause: 'origin-rejected', ...likely },
  },
  {
    name: 'Chrome with DevTools closed, and from another origin it opens',
    evidence: failedInChrome(undefined, ELSEWHERE),
    expected: { cause: 'origin-rejected', ...possible, says: /or another extension/ },
  },
  {
    name: '403, and from its own origin it opens now as well: it was an accident',
    evidence: failedInFirefox(REFUSED, '', {
      probes: [probe([], 'open'), probe([], 'open', '', { from: 'extension' })],
    }),
    expected: { cause: 'status-forbidden', ...failure },
  },
  {
    name: '403 for this extension, and from the page it opens',
    evidence: failedInFirefox(REFUSED, '', {
      initiator: 'moz-extension://a/tester.html',
      probes: [probe([], 'failed', '', { from: 'extension' }), probe([], 'open')],
    }),
    expected: { cause: 'origin-rejected', ...failure },
  },
];

const SCHEME_CASES: readonly Case[] = [
  {
    name: 'ws: was closed, wss: opens',
    evidence: failedInChrome(CLOSED, { probes: [twin('wss://localhost:9998/')] }),
    expected: { cause: 'plain-to-tls-port', ...failure },
  },
  {
    name: 'ws: was reset, wss: meets a certificate',
    evidence: noResponseInFirefox('NS_ERROR_NET_RESET', {
      probes: [
        twin('wss://localhost:9998/', {
          outcome: 'failed',
          error: 'The certificate is not trusted because it is self-signed.',
        }),
      ],
    }),
    expected: { cause: 'plain-to-tls-port', ...failure },
  },
  {
    name: 'ws: was closed, https: meets a certificate',
    evidence: failedInChrome(CLOSED, {
      httpProbes: [
        httpProbe('https://localhost:9998/', { outcome: 'failed', error: 'net::ERR_CERT_AUTHORITY_INVALID' }),
      ],
    }),
    expected: { cause: 'plain-to-tls-port', ...failure },
  },
  {
    name: 'ws: got 400, and plain HTTP reads why',
    evidence: failedInFirefox('HTTP/1.1 400 Bad Request', 'Server: nginx', {
      httpProbes: [httpProbe('http://localhost:9998/', { body: NGINX })],
    }),
    expected: { cause: 'plain-to-tls-port', ...failure },
  },
  {
    name: 'Chrome: blank, and https: answers there',
    evidence: blankInChrome(true, { httpProbes: [httpProbe('https://localhost:9998/', { status: 200 })] }),
    expected: { cause: 'plain-to-tls-port', ...failure },
  },
  {
    name: 'ws: was closed at the port of https',
    evidence: failedInChrome(CLOSED, { url: 'ws://game.example:443/' }),
    expected: { cause: 'plain-to-tls-port', ...likely, says: /asking with `wss:` tells/ },
  },
  {
    name: 'wss: opens, but at another port',
    evidence: failedInChrome(CLOSED, { url: 'ws://game.example/', probes: [twin('wss://game.example/')] }),
    expected: { cause: 'closed-before-response', ...failure },
  },
  {
    name: 'ws: got 404, and wss: opens: the server is there without TLS as well',
    evidence: failedInFirefox('HTTP/1.1 404 Not Found', '', { probes: [twin('wss://localhost:9998/')] }),
    expected: { cause: 'status-not-found', ...failure },
  },
  {
    name: 'wss: met no TLS, and ws: opens',
    evidence: failedInChrome(`${ESTABLISHMENT}net::ERR_SSL_PROTOCOL_ERROR`, {
      url: 'wss://localhost:9998/',
      probes: [twin('ws://localhost:9998/')],
    }),
    expected: { cause: 'tls-to-plain-port', ...failure },
  },
  {
    name: 'Chrome: blank, nothing was sent, and plain HTTP answers there',
    evidence: blankInChrome(false, {
      url: 'wss://localhost:9998/',
      httpProbes: [httpProbe('http://localhost:9998/', { status: 426 })],
    }),
    expected: { cause: 'tls-to-plain-port', ...failure },
  },
  {
    name: 'wss: its certificate was refused, although ws: opens',
    evidence: failedInChrome(`${ESTABLISHMENT}net::ERR_CERT_DATE_INVALID`, {
      url: 'wss://localhost:9998/',
      probes: [twin('ws://localhost:9998/')],
    }),
    expected: { cause: 'certificate-rejected', ...failure },
  },
];

const NEIGHBOUR_CASES: readonly Case[] = [
  {
    name: 'Chrome: one more than 255',
    evidence: failedInChrome(undefined, neighbours({ alive: 255 })),
    expected: { cause: 'too-many-sockets', ...likely, says: /255 in one process/ },
  },
  {
    name: 'Firefox: one more than 200',
    evidence: evidenceIn('firefox', { outcome: 'failed', settledAt: CREATED, ...neighbours({ alive: 200 }) }),
    expected: { cause: 'too-many-sockets', ...likely, says: /200 in all tabs/ },
  },
  {
    name: 'many, but the server refused this one',
    evidence: failedInFirefox(REFUSED, '', neighbours({ alive: 200 })),
    expected: { cause: 'status-forbidden', ...failure },
  },
  {
    name: 'opened and closed again and again',
    evidence: evidenceIn('chrome', {
      outcome: 'open',
      openedAt: CREATED,
      ...neighbours({ recentlyEnded: 500 }),
    }),
    expected: { cause: 'reconnect-storm', certainty: 'proved', severity: 'warning', says: /500/ },
  },
  {
    name: 'Firefox: still waiting, because Firefox holds it back',
    evidence: evidenceIn('firefox', neighbours({ recentlyEnded: 20 })),
    expected: {
      cause: 'reconnect-storm',
      certainty: 'proved',
      severity: 'warning',
      says: /not the slowness/,
    },
  },
  {
    name: 'closed by the page again and again',
    evidence: failedInChrome('WebSocket is closed before the connection is established.', {
      closeCalledAt: CREATED + 1,
      ...neighbours({ recentlyEnded: 90 }),
    }),
    expected: { cause: 'reconnect-storm', ...failure },
  },
  {
    name: 'refused again and again: why comes first',
    evidence: noResponseInFirefox('NS_ERROR_CONNECTION_REFUSED', neighbours({ recentlyEnded: 90 })),
    expected: { cause: 'connection-refused', ...failure },
  },
  {
    name: 'a few attempts',
    evidence: evidenceIn('chrome', neighbours({ recentlyEnded: 19 })),
    expected: null,
  },
];

/** What the browser does not let through, and what shows only beside other connections or other ways to ask. */
export const POLICY_CASES: readonly Case[] = [
  ...PORT_CASES,
  ...LOCAL_NETWORK_CASES,
  ...EXTENSION_CASES,
  ...ORIGIN_CASES,
  ...SCHEME_CASES,
  ...NEIGHBOUR_CASES,
];
