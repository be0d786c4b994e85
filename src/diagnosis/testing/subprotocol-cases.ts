import {
  type Case,
  evidenceIn,
  failedInChrome,
  failedInFirefox,
  noResponseInFirefox,
  openInFirefox,
  probe,
  rightHeaders,
  threwIn,
  URL_UNDER_TEST,
} from './evidence.ts';

const HANDSHAKE = 'Error during WebSocket handshake: ';
const OMITTED = `${HANDSHAKE}Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received`;
const SWITCHING = 'HTTP/1.1 101 Switching Protocols';
const FIREFOX_SYNTAX_ERROR = { name: 'SyntaxError', message: 'An invalid or illegal string was specified' };
const binary = { protocols: ['binary'] };
const failure = { certainty: 'proved', severity: 'failure' } as const;
const warning = { certainty: 'proved', severity: 'warning' } as const;

export const SUBPROTOCOL_CASES: readonly Case[] = [
  {
    name: 'Chrome says that it was omitted',
    evidence: failedInChrome(OMITTED, binary),
    expected: { cause: 'subprotocol-omitted', ...failure, says: /offered the subprotocol `binary`/ },
  },
  {
    name: 'Firefox opens, and its response has no header',
    evidence: openInFirefox(rightHeaders(), binary),
    expected: { cause: 'subprotocol-omitted', ...warning, says: /Chrome will refuse it/ },
  },
  {
    name: 'open with an empty `protocol`, and no response was seen',
    evidence: evidenceIn('firefox', { ...binary, outcome: 'open', openedAt: 1, selectedProtocol: '' }),
    expected: { cause: 'subprotocol-omitted', ...warning },
  },
  {
    name: 'omitted over HTTP/2, whose response is a 200',
    evidence: {
      ...openInFirefox('', binary),
      exchange: { time: 1, response: { time: 2, status: 200, statusLine: 'HTTP/2 200', headers: [] } },
    },
    expected: { cause: 'subprotocol-omitted', ...warning },
  },
  {
    name: 'a Firefox that fails on it: nothing else is wrong',
    evidence: failedInFirefox(SWITCHING, rightHeaders(), binary),
    expected: { cause: 'subprotocol-omitted', certainty: 'likely', severity: 'failure' },
  },
  {
    name: 'Firefox fails on another defect, and lets the omission pass',
    evidence: failedInFirefox(SWITCHING, 'Upgrade: websocket\nConnection: Upgrade', binary),
    expected: { cause: 'accept-missing', ...failure },
  },
  {
    name: 'Chrome gives no text, a probe without the offer opens',
    evidence: failedInChrome('', { ...binary, probes: [probe(['binary'], 'failed'), probe([], 'open')] }),
    expected: {
      cause: 'subprotocol-omitted',
      certainty: 'likely',
      severity: 'failure',
      says: /may also answer/,
    },
  },
  {
    name: 'Firefox got no response, a probe without the offer opens: it was not omitted, or Firefox had opened',
    evidence: noResponseInFirefox('NS_ERROR_NET_RESET', { ...binary, probes: [probe([], 'open')] }),
    expected: {
      cause: 'closed-before-response',
      certainty: 'likely',
      severity: 'failure',
      says: /because of the subprotocol `binary`/,
    },
  },
  {
    name: 'a probe to another URL says nothing',
    evidence: failedInChrome('', { ...binary, probes: [{ ...probe([], 'open'), url: 'ws://other/' }] }),
    expected: { cause: 'unknown', certainty: 'possible', severity: 'failure' },
  },
  {
    name: 'Chrome says that another value came',
    evidence: failedInChrome(
      `${HANDSHAKE}'Sec-WebSocket-Protocol' header value 'chat' in response does not match any of sent values`,
      binary,
    ),
    expected: { cause: 'subprotocol-mismatch', ...failure, says: /`chat`, which the client did not offer/ },
  },
  {
    name: 'Firefox: another letter case',
    evidence: failedInFirefox(SWITCHING, rightHeaders('Sec-WebSocket-Protocol: BINARY'), binary),
    expected: {
      cause: 'subprotocol-mismatch',
      ...failure,
      says: /`BINARY`, which differs from `binary` only/,
    },
  },
  {
    name: 'Chrome: an empty value',
    evidence: failedInChrome(
      `${HANDSHAKE}'Sec-WebSocket-Protocol' header value '' in response does not match any of sent values`,
      binary,
    ),
    expected: { cause: 'subprotocol-mismatch', ...failure, says: /an empty subprotocol/ },
  },
  {
    name: 'Chrome says that one came unasked',
    evidence: failedInChrome(
      `${HANDSHAKE}Response must not include 'Sec-WebSocket-Protocol' header if not present in request: None`,
    ),
    expected: { cause: 'subprotocol-unrequested', ...failure, says: /prints a header/ },
  },
  {
    name: 'Firefox opens although one came unasked',
    evidence: openInFirefox(rightHeaders('Sec-WebSocket-Protocol: binary')),
    expected: { cause: 'subprotocol-unrequested', ...warning, says: /`binary` all the same/ },
  },
  {
    name: 'Firefox opens although an empty one came unasked',
    evidence: openInFirefox(rightHeaders('Sec-WebSocket-Protocol:')),
    expected: { cause: 'subprotocol-unrequested', ...warning, says: /answered an empty value/ },
  },
  {
    name: 'Chrome says that several came',
    evidence: failedInChrome(
      `${HANDSHAKE}'Sec-WebSocket-Protocol' header must not appear more than once in a response`,
      binary,
    ),
    expected: { cause: 'subprotocol-repeated', ...failure },
  },
  {
    name: 'Firefox: the whole list came back, or two headers, which it merges',
    evidence: failedInFirefox(SWITCHING, rightHeaders('Sec-WebSocket-Protocol: binary, base64'), {
      protocols: ['binary', 'base64'],
    }),
    expected: { cause: 'subprotocol-repeated', ...failure, says: /`binary, base64`/ },
  },
  {
    name: 'Chrome: refused with 400, opens with a subprotocol, and fails without once more',
    evidence: failedInChrome(`${HANDSHAKE}Unexpected response code: 400`, {
      probes: [probe([], 'failed'), probe(['mqtt'], 'open', 'mqtt')],
    }),
    expected: { cause: 'subprotocol-required', ...failure, says: /offering `mqtt`/ },
  },
  {
    name: 'Chrome without text: opens with a subprotocol, so required or answered unasked',
    evidence: failedInChrome('', { probes: [probe(['mqtt'], 'open', 'mqtt')] }),
    expected: { cause: 'subprotocol-required', certainty: 'possible', severity: 'failure', says: /Either/ },
  },
  {
    name: 'Firefox: closed without an answer, opens with a subprotocol',
    evidence: noResponseInFirefox('NS_ERROR_NET_RESET', { probes: [probe(['mqtt'], 'open', 'mqtt')] }),
    expected: { cause: 'subprotocol-required', certainty: 'likely', severity: 'failure' },
  },
  {
    name: 'nobody listened, later a probe opens with a subprotocol: the server was started in between',
    evidence: failedInChrome('Error in connection establishment: net::ERR_CONNECTION_REFUSED', {
      probes: [probe(['mqtt'], 'open', 'mqtt')],
    }),
    expected: { cause: 'connection-refused', ...failure },
  },
  {
    name: 'Chrome: a list in one text',
    evidence: threwIn(
      'chrome',
      { name: 'SyntaxError', message: "Failed to construct 'WebSocket': The subprotocol 'a, b' is invalid." },
      { protocols: ['a, b'] },
    ),
    expected: { cause: 'subprotocol-invalid', ...failure, says: /`a, b` cannot be a subprotocol/ },
  },
  {
    name: 'Firefox: an empty subprotocol',
    evidence: threwIn('firefox', FIREFOX_SYNTAX_ERROR, { protocols: [''] }),
    expected: { cause: 'subprotocol-invalid', ...failure },
  },
  {
    name: 'Chrome: one twice',
    evidence: threwIn(
      'chrome',
      { name: 'SyntaxError', message: "Failed to construct 'WebSocket': The subprotocol 'a' is duplicated." },
      { protocols: ['a', 'a'] },
    ),
    expected: { cause: 'subprotocol-duplicated', ...failure },
  },
  {
    name: 'Firefox: one twice',
    evidence: threwIn('firefox', FIREFOX_SYNTAX_ERROR, { protocols: ['a', 'b', 'a'] }),
    expected: { cause: 'subprotocol-duplicated', ...failure, says: /`a` was offered twice/ },
  },
  {
    name: 'open with the offered subprotocol',
    evidence: openInFirefox(rightHeaders('Sec-WebSocket-Protocol: binary'), {
      ...binary,
      selectedProtocol: 'binary',
    }),
    expected: null,
  },
  { name: 'pending', evidence: evidenceIn('chrome', binary), expected: null },
  {
    name: 'Firefox, its response seen but not yet open',
    evidence: { ...openInFirefox(rightHeaders(), binary), outcome: 'pending' },
    expected: null,
  },
  {
    name: 'open in Chrome, nothing asked',
    evidence: evidenceIn('chrome', {
      url: URL_UNDER_TEST,
      outcome: 'open',
      openedAt: 1,
      selectedProtocol: '',
    }),
    expected: null,
  },
];
