import {
  ACCEPT,
  type Case,
  failedInChrome,
  failedInFirefox,
  noResponseInFirefox,
  probe,
  rightHeaders,
} from './evidence.ts';

const HANDSHAKE = 'Error during WebSocket handshake: ';
const SWITCHING = 'HTTP/1.1 101 Switching Protocols';
const failure = { certainty: 'proved', severity: 'failure' } as const;

/** The cause that each status is. */
const STATUSES: readonly (readonly [status: string, cause: string])[] = [
  ['200 OK', 'not-upgraded'],
  ['204 No Content', 'status-unexpected'],
  ['301 Moved Permanently', 'status-redirect'],
  ['302 Found', 'status-redirect'],
  ['304 Not Modified', 'status-unexpected'],
  ['307 Temporary Redirect', 'status-redirect'],
  ['400 Bad Request', 'status-unexpected'],
  ['403 Forbidden', 'status-forbidden'],
  ['404 Not Found', 'status-not-found'],
  ['405 Method Not Allowed', 'status-unexpected'],
  ['426 Upgrade Required', 'status-upgrade-required'],
  ['429 Too Many Requests', 'status-unexpected'],
  ['500 Internal Server Error', 'status-server-error'],
  ['502 Bad Gateway', 'status-server-error'],
  ['503 Service Unavailable', 'status-server-error'],
];

const STATUS_CASES = STATUSES.flatMap(([status, cause]): Case[] => {
  const code = status.slice(0, 3);
  const expected = { cause, ...failure, says: new RegExp(`\`${code}`) };
  return [
    {
      name: `Chrome: ${code}`,
      evidence: failedInChrome(`${HANDSHAKE}Unexpected response code: ${code}`),
      expected,
    },
    { name: `Firefox: ${status}`, evidence: failedInFirefox(`HTTP/1.1 ${status}`, ''), expected },
  ];
});

/** Defects of a 101: Chrome's text, and the headers that Firefox shows. */
const DEFECTS: readonly (readonly [cause: string, text: string, headers: string, says?: RegExp])[] = [
  [
    'upgrade-header-wrong',
    "'Upgrade' header is missing",
    `Connection: Upgrade\nSec-WebSocket-Accept: ${ACCEPT}`,
    /has no `Upgrade` header/,
  ],
  [
    'upgrade-header-wrong',
    "'Upgrade' header value is not 'WebSocket': h2c",
    `Upgrade: h2c\nConnection: Upgrade\nSec-WebSocket-Accept: ${ACCEPT}`,
    /`Upgrade: h2c`/,
  ],
  [
    'upgrade-header-wrong',
    "'Upgrade' header must not appear more than once in a response",
    `Upgrade: websocket, websocket\nConnection: Upgrade\nSec-WebSocket-Accept: ${ACCEPT}`,
    /more than once/,
  ],
  [
    'connection-header-wrong',
    "'Connection' header is missing",
    `Upgrade: websocket\nSec-WebSocket-Accept: ${ACCEPT}`,
    /has no `Connection` header/,
  ],
  [
    'connection-header-wrong',
    "'Connection' header value must contain 'Upgrade'",
    `Upgrade: websocket\nConnection: keep-alive\nSec-WebSocket-Accept: ${ACCEPT}`,
    /without `Upgrade`/,
  ],
  ['accept-missing', "'Sec-WebSocket-Accept' header is missing", 'Upgrade: WebSocket\nConnection: upgrade'],
  [
    'accept-mismatch',
    "Incorrect 'Sec-WebSocket-Accept' header value",
    'Upgrade: websocket\nConnection: keep-alive, Upgrade\nSec-WebSocket-Accept: AAAA',
    /does not belong to the key/,
  ],
  [
    'accept-mismatch',
    "'Sec-WebSocket-Accept' header must not appear more than once in a response",
    `Upgrade: websocket\nConnection: Upgrade\nSec-WebSocket-Accept: ${ACCEPT}\nSec-WebSocket-Accept: ${ACCEPT}`,
    /more than once/,
  ],
  [
    'extension-unrequested',
    "Found an unsupported extension 'x-foo' in 'Sec-WebSocket-Extensions' header",
    rightHeaders('Sec-WebSocket-Extensions: x-foo'),
    /`x-foo`/,
  ],
  [
    'extension-invalid',
    'Error in permessage-deflate: client_max_window_bits must have value',
    rightHeaders('Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits'),
    /client_max_window_bits/,
  ],
  [
    'extension-invalid',
    'Received duplicate permessage-deflate response',
    rightHeaders('Sec-WebSocket-Extensions: permessage-deflate, permessage-deflate'),
    /permessage-deflate twice/,
  ],
];

const DEFECT_CASES = DEFECTS.flatMap(([cause, text, headers, says = /./]): Case[] => [
  {
    name: `Chrome: ${text}`,
    evidence: failedInChrome(HANDSHAKE + text),
    expected: { cause, ...failure, says },
  },
  {
    name: `Firefox: the headers for ${text}`,
    evidence: failedInFirefox(SWITCHING, headers),
    expected: { cause, ...failure, says },
  },
]);

export const RESPONSE_CASES: readonly Case[] = [
  ...STATUS_CASES,
  ...DEFECT_CASES,
  {
    name: 'Chrome: 401 has a text of its own',
    evidence: failedInChrome('HTTP Authentication failed; no valid credentials available'),
    expected: { cause: 'status-unauthorized', ...failure },
  },
  {
    name: 'Firefox: 401',
    evidence: failedInFirefox('HTTP/1.1 401 Unauthorized', ''),
    expected: { cause: 'status-unauthorized', ...failure },
  },
  {
    name: 'Firefox: a redirect with its location',
    evidence: failedInFirefox('HTTP/1.1 301 Moved', 'Location: https://game.example/ws/'),
    expected: { cause: 'status-redirect', ...failure, says: /`https:\/\/game\.example\/ws\/`/ },
  },
  {
    name: 'the origin is named where it is likely to blame',
    evidence: failedInFirefox('HTTP/1.1 403 Forbidden', ''),
    expected: { cause: 'status-forbidden', ...failure, says: /`http:\/\/game\.example`/ },
  },
  {
    name: 'refused with 400 for its subprotocol, as a probe shows',
    evidence: failedInChrome(`${HANDSHAKE}Unexpected response code: 400`, {
      protocols: ['mqtt'],
      probes: [probe([], 'open')],
    }),
    expected: { cause: 'status-unexpected', ...failure, says: /because of the subprotocol `mqtt`/ },
  },
  {
    name: 'Chrome: no HTTP',
    evidence: failedInChrome(`${HANDSHAKE}net::ERR_INVALID_HTTP_RESPONSE`),
    expected: { cause: 'response-not-http', ...failure },
  },
  {
    name: 'Firefox: no HTTP, which it calls HTTP/0.9',
    evidence: failedInFirefox('HTTP/0.9 200 OK', ''),
    expected: { cause: 'response-not-http', ...failure },
  },
  {
    name: 'Chrome: too large',
    evidence: failedInChrome(`${HANDSHAKE}net::ERR_RESPONSE_HEADERS_TOO_BIG`),
    expected: { cause: 'response-too-big', ...failure },
  },
  {
    name: 'Firefox: too large',
    evidence: noResponseInFirefox('NS_ERROR_FILE_TOO_BIG'),
    expected: { cause: 'response-too-big', ...failure },
  },
  {
    name: 'Firefox: a 101 in HTTP/1.0',
    evidence: failedInFirefox('HTTP/1.0 101 Switching Protocols', rightHeaders()),
    expected: { cause: 'http-version-too-old', ...failure, says: /`HTTP\/1\.0`/ },
  },
];
