import { type Case, closedIn } from './evidence.ts';

const proved = { certainty: 'proved', severity: 'failure' } as const;

function cutByChrome(error: string) {
  const networkLog = { time: 0, error, requestHeaders: [], responseHeaders: [], status: 101 };
  return closedIn('chrome', 1006, '', { networkLog });
}

/** Causes that a close code says alone, in any browser. */
const CODES: readonly (readonly [code: number, cause: string, severity?: 'warning' | 'info'])[] = [
  [1002, 'close-protocol-error'],
  [1003, 'close-invalid-payload'],
  [1007, 'close-invalid-payload'],
  [1008, 'close-policy'],
  [1009, 'close-message-too-big'],
  [1011, 'close-server-error'],
  [1012, 'close-service-restart', 'warning'],
  [1013, 'close-service-restart', 'warning'],
  [4000, 'close-application', 'info'],
  [4999, 'close-application', 'info'],
];

export const CLOSING_CASES: readonly Case[] = [
  ...CODES.map(
    ([code, cause, severity = 'failure' as const]): Case => ({
      name: `closed with ${code}`,
      evidence: closedIn('firefox', code, 'why'),
      expected: { cause, certainty: 'proved', severity },
    }),
  ),
  ...[1000, 1001, 1005, 3000].map(
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
