import {
  type Case,
  CREATED,
  blankInChrome,
  evidenceIn,
  failedInChrome,
  failedInFirefox,
  noResponseInFirefox,
  probe,
  rightHeaders,
  threwIn,
} from './evidence.ts';

const FIREFOX_SYNTAX_ERROR = { name: 'SyntaxError', message: 'An invalid or illegal string was specified' };
const failure = { certainty: 'proved', severity: 'failure' } as const;
const possible = { certainty: 'possible', severity: 'failure' } as const;
const policy = {
  cspViolation: {
    blockedUrl: 'ws://localhost:9998/',
    directive: 'connect-src',
    policy: "connect-src 'self'",
  },
};

function syntaxError(message: string) {
  return { name: 'SyntaxError', message: `Failed to construct 'WebSocket': ${message}` };
}

export const CLIENT_CASES: readonly Case[] = [
  {
    name: 'Chrome: a scheme',
    evidence: threwIn(
      'chrome',
      syntaxError("The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. 'foo' is not allowed."),
      { url: 'foo://a/' },
    ),
    expected: { cause: 'url-invalid', ...failure, says: /its scheme is `foo:`/ },
  },
  {
    name: 'Chrome: a fragment, and a bad subprotocol beside it: the URL is checked first',
    evidence: threwIn(
      'chrome',
      syntaxError("The URL contains a fragment identifier ('b'). Fragment identifiers are not allowed."),
      { url: 'ws://a/#b', protocols: ['a b'] },
    ),
    expected: { cause: 'url-invalid', ...failure, says: /a fragment, `#b`/ },
  },
  {
    name: 'Chrome: an older text',
    evidence: threwIn('chrome', syntaxError("The URL 'ws://' is invalid."), { url: 'ws://' }),
    expected: { cause: 'url-invalid', ...failure, says: /cannot be read/ },
  },
  {
    name: 'Firefox: no URL',
    evidence: threwIn('firefox', FIREFOX_SYNTAX_ERROR, { url: 'ws://' }),
    expected: { cause: 'url-invalid', ...failure },
  },
  {
    name: 'Firefox: an empty URL on a page without one of its own',
    evidence: threwIn('firefox', FIREFOX_SYNTAX_ERROR, { url: '', initiator: 'about:srcdoc' }),
    expected: { cause: 'url-invalid', ...failure, says: /An empty text/ },
  },
  {
    name: 'Chrome: mixed content',
    evidence: threwIn(
      'chrome',
      {
        name: 'SecurityError',
        message:
          "Failed to construct 'WebSocket': An insecure WebSocket connection may not be initiated from a page loaded over HTTPS.",
      },
      { url: 'ws://game.example:9999/', initiator: 'about:srcdoc' },
    ),
    expected: { cause: 'mixed-content', ...failure },
  },
  {
    name: 'Firefox: mixed content',
    evidence: threwIn(
      'firefox',
      { name: 'SecurityError', message: 'The operation is insecure.' },
      { url: 'ws://game.example:9999/', initiator: 'https://game.example/' },
    ),
    expected: { cause: 'mixed-content', ...failure },
  },
  {
    name: 'Firefox: insecure, but to this machine',
    evidence: threwIn(
      'firefox',
      { name: 'SecurityError', message: 'The operation is insecure.' },
      { url: 'ws://127.0.0.1:9999/', initiator: 'https://game.example/' },
    ),
    expected: { cause: 'unknown', ...possible, says: /constructor threw/ },
  },
  {
    name: 'Chrome: CSP, which fires an error and no close',
    evidence: evidenceIn('chrome', { outcome: 'failed', settledAt: CREATED + 1, ...policy }),
    expected: { cause: 'csp-connect-src', ...failure, says: /`ws:\/\/localhost:9998`/ },
  },
  {
    name: 'Firefox: CSP, where the constructor throws',
    evidence: threwIn('firefox', { name: 'NS_ERROR_CONTENT_BLOCKED', message: '' }, policy),
    expected: { cause: 'csp-connect-src', ...failure },
  },
  {
    name: 'Firefox: the exception of CSP without its event',
    evidence: threwIn('firefox', { name: 'NS_ERROR_CONTENT_BLOCKED', message: '' }),
    expected: { cause: 'csp-connect-src', certainty: 'likely', severity: 'failure' },
  },
  {
    name: 'Chrome: the page closed it',
    evidence: failedInChrome('WebSocket is closed before the connection is established.', {
      closeCalledAt: CREATED + 8,
    }),
    expected: { cause: 'closed-by-page', ...failure, says: /8 ms/ },
  },
  {
    name: 'Firefox: the page closed it, and nothing was seen of the network',
    evidence: evidenceIn('firefox', {
      outcome: 'failed',
      closeCalledAt: CREATED + 300,
      settledAt: CREATED + 301,
      exchange: { time: CREATED + 2 },
    }),
    expected: { cause: 'closed-by-page', ...failure },
  },
  {
    name: 'Firefox: the page closed it when the response had left the subprotocol out',
    evidence: failedInFirefox('HTTP/1.1 101 Switching Protocols', rightHeaders(), {
      protocols: ['binary'],
      closeCalledAt: CREATED + 6,
    }),
    expected: { cause: 'closed-by-page', ...failure },
  },
  {
    name: 'the page closed it, but the refusal came first',
    evidence: failedInFirefox('HTTP/1.1 403 Forbidden', '', { closeCalledAt: CREATED + 9 }),
    expected: { cause: 'status-forbidden', ...failure },
  },
  {
    name: 'Chrome: another extension makes the text blank',
    evidence: blankInChrome(true, { protocols: ['binary'], probes: [probe([], 'failed')] }),
    expected: {
      cause: 'unknown',
      ...possible,
      says: /another extension.*ad blocker.*blank.*request was sent/,
    },
  },
  {
    name: 'Chrome: a blank text, and nothing was sent',
    evidence: blankInChrome(false),
    expected: { cause: 'unknown', ...possible, says: /nothing was sent: nothing listens there/ },
  },
  {
    name: 'Chrome: a blank text, and no TLS came about',
    evidence: blankInChrome(false, { url: 'wss://game.example/' }),
    expected: { cause: 'unknown', ...possible, says: /certificate is not trusted or the port speaks no TLS/ },
  },
  {
    name: 'Chrome: DevTools were closed',
    evidence: failedInChrome(undefined),
    expected: { cause: 'unknown', ...possible, says: /DevTools/ },
  },
  {
    name: 'Chrome: a text that is not known',
    evidence: failedInChrome('Something new'),
    expected: { cause: 'unknown', ...possible, says: /not conclusive/ },
  },
  {
    name: 'Firefox: no trace',
    evidence: evidenceIn('firefox', { outcome: 'failed' }),
    expected: { cause: 'unknown', ...possible, says: /no trace/ },
  },
  {
    name: 'Firefox: a right response, and yet it failed',
    evidence: failedInFirefox('HTTP/1.1 101 Switching Protocols', rightHeaders()),
    expected: { cause: 'unknown', ...possible },
  },
  {
    name: 'Firefox: an error that is not known',
    evidence: noResponseInFirefox('NS_ERROR_NEW'),
    expected: { cause: 'unknown', ...possible, says: /not conclusive/ },
  },
  {
    name: 'an exception of another kind',
    evidence: threwIn('chrome', { name: 'TypeError', message: '1 argument required, but only 0 present.' }),
    expected: { cause: 'unknown', ...possible },
  },
];
