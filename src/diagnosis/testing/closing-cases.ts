import { type Case, closedIn, CREATED, failedInFirefox, rightHeaders } from './evidence.ts';
import type { HandshakeEvidence } from '../evidence.ts';

const proved = { certainty: 'proved', severity: 'failure' } as const;

/** Open, and lost so many milliseconds later. */
function lostAfter(milliseconds: number, change: Partial<HandshakeEvidence> = {}) {
  const close = { code: 1006, reason: '', wasClean: false, time: CREATED + 10 + milliseconds };
  return closedIn('firefox', 1006, '', { close, ...change });
}

function cutByChrome(error: string) {
  const networkLog = { time: 0, error, requestHeaders: [], responseHeaders: [], status: 101 };
  return closedIn('chrome', 1006, '', { networkLog });
}

/** Causes that a close code says alone, in any browser. */
const CODES: readonly (readonly [code: number, cause: string, severity?: 'warning' | 'info'])[] = [
  [999, 'close-protocol-error', 'warning'],
  [1001, 'close-service-restart', 'warning'],
  [1002, 'close-protocol-error'],
  [1003, 'close-invalid-payload'],
  [1004, 'close-protocol-error', 'warning'],
  [1007, 'close-invalid-payload'],
  [1008, 'close-policy'],
  [1009, 'close-message-too-big'],
  [1010, 'close-protocol-error'],
  [1011, 'close-server-error'],
  [1012, 'close-service-restart', 'warning'],
  [1013, 'close-service-restart', 'warning'],
  [1014, 'close-server-error'],
  [1015, 'close-protocol-error', 'warning'],
  [2999, 'close-protocol-error', 'warning'],
  [3000, 'close-application', 'info'],
  [3999, 'close-application', 'info'],
  [4000, 'close-application', 'info'],
  [4999, 'close-application', 'info'],
  [5000, 'close-protocol-error', 'warning'],
];

export const CLOSING_CASES: readonly Case[] = [
  ...CODES.map(
    ([code, cause, severity = 'failure' as const]): Case => ({
      name: `closed with ${code}`,
      evidence: closedIn('firefox', code, 'why'),
      expected: { cause, certainty: 'proved', severity },
    }),
  ),
  ...[1000, 1005].map(
    (code): Case => ({
      name: `closed with ${code}, which needs no verdict`,
      evidence: closedIn('chrome', code),
      expected: null,
    }),
  ),
  {
    name: 'lost',
    evidence: closedIn('firefox', 1006),
    expected: { cause: 'close-abnormal', certainty: 'likely', severity: 'failure' },
  },
  {
    name: 'Firefox: accepted and lost in the same breath',
    evidence: failedInFirefox('HTTP/1.1 101 Switching Protocols', rightHeaders(), { isCloseAlone: true }),
    expected: { cause: 'close-abnormal', certainty: 'likely', severity: 'failure' },
  },
  {
    name: 'Firefox: accepted without its subprotocol and lost in the same breath',
    evidence: failedInFirefox('HTTP/1.1 101 Switching Protocols', rightHeaders(), {
      isCloseAlone: true,
      protocols: ['binary'],
    }),
    expected: { cause: 'close-abnormal', certainty: 'likely', severity: 'failure' },
  },
  {
    name: 'Firefox: accepted, and closed at once with a code that nobody may send',
    evidence: failedInFirefox('HTTP/1.1 101 Switching Protocols', rightHeaders(), {
      isCloseAlone: true,
      close: { code: 1004, reason: '', wasClean: false, time: CREATED + 10 },
    }),
    expected: { cause: 'close-protocol-error', certainty: 'proved', severity: 'warning' },
  },
  {
    name: 'lost after a minute of silence',
    evidence: lostAfter(60_300),
    expected: { cause: 'idle-timeout', certainty: 'likely', severity: 'failure', says: /60\.3 s/ },
  },
  {
    name: 'lost after five minutes of silence, a limit that is less frequent',
    evidence: lostAfter(300_000),
    expected: { cause: 'idle-timeout', certainty: 'possible', severity: 'failure', says: /chance/ },
  },
  {
    name: 'lost after a minute with a frame in between',
    evidence: lostAfter(60_000, { lastFrameAt: CREATED + 20_000 }),
    expected: { cause: 'close-abnormal', certainty: 'likely', severity: 'failure' },
  },
  {
    name: 'lost after the same silence as the last one',
    evidence: lostAfter(7_000, {
      lastFrameAt: CREATED + 3_010,
      neighbours: { alive: 0, recentlyEnded: 1, silences: [900, 4_100] },
    }),
    expected: { cause: 'idle-timeout', certainty: 'likely', severity: 'failure', says: /the same time/ },
  },
  {
    name: 'gone away after a minute: it may have done just that',
    evidence: closedIn('chrome', 1001, '', { openedAt: CREATED - 12_990 }),
    expected: { cause: 'close-service-restart', certainty: 'proved', severity: 'warning' },
  },
  {
    name: 'gone away after the same silence as the last one',
    evidence: closedIn('chrome', 1001, '', {
      neighbours: { alive: 0, recentlyEnded: 0, silences: [47_100] },
    }),
    expected: { cause: 'idle-timeout', certainty: 'likely', severity: 'failure' },
  },
  {
    name: 'Chrome: cut, its text blank',
    evidence: cutByChrome(''),
    expected: { cause: 'close-abnormal', certainty: 'likely', severity: 'failure' },
  },
  ...[
    'A server must not mask any frames that it sends to the client.',
    'One or more reserved bits are on: reserved1 = 1, reserved2 = 0, reserved3 = 0',
    'Unrecognized frame opcode: 3',
    'Received unexpected continuation frame.',
    'Received start of new message but previous message is unfinished.',
    'Invalid frame header',
  ].map(
    (text): Case => ({
      name: `Chrome: ${text}`,
      evidence: cutByChrome(text),
      expected: { cause: 'close-protocol-error', ...proved },
    }),
  ),
  {
    name: 'Chrome: a close frame with 1005 in it, as websockify sends',
    evidence: cutByChrome('Received a broken close frame containing a reserved status code.'),
    expected: {
      cause: 'close-protocol-error',
      certainty: 'proved',
      severity: 'warning',
      says: /close frame/,
    },
  },
  {
    name: 'Chrome: text that is no UTF-8',
    evidence: cutByChrome('Could not decode a text frame as UTF-8.'),
    expected: { cause: 'close-invalid-payload', ...proved, says: /UTF-8/ },
  },
  {
    name: 'opened without its subprotocol, then closed for it: the failure goes before the warning',
    evidence: closedIn('firefox', 1002, 'no subprotocol', { protocols: ['binary'] }),
    expected: { cause: 'close-protocol-error', ...proved },
  },
  {
    name: 'opened without its subprotocol, then closed by the application: the warning stays',
    evidence: closedIn('firefox', 4000, '', { protocols: ['binary'] }),
    expected: { cause: 'subprotocol-omitted', certainty: 'proved', severity: 'warning' },
  },
];
