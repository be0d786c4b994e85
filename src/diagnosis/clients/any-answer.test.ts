import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnose } from '../diagnose.ts';
import { evidenceIn, fields, KEY, rightHeaders } from '../testing/evidence.ts';
import { judgeClients } from './judge-clients.ts';

const LINES = [
  'Sec-WebSocket-Protocol: binary',
  'Sec-WebSocket-Protocol: a',
  'Sec-WebSocket-Protocol:',
  'Sec-WebSocket-Extensions: permessage-deflate',
  'Sec-WebSocket-Extensions: x',
  'Upgrade: h2c',
  'Connection: close',
  'Location: /',
];

/** An answer as the command line reads it, and the offer that it was for. */
const exchanges = fc.record({
  protocols: fc.constantFrom([], ['binary'], ['a', 'b']),
  status: fc.constantFrom(101, 101, 101, 200, 302, 400, 403),
  version: fc.constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/0.9'),
  isRight: fc.boolean(),
  lines: fc.array(fc.constantFrom(...LINES), { maxLength: 3 }),
});

test('a page in Chrome is judged as the handshake itself is, whatever came', () => {
  fc.assert(
    fc.property(exchanges, ({ protocols, status, version, isRight, lines }) => {
      const statusLine = `${version} ${status} X`;
      const headers = fields(`${isRight ? rightHeaders() : ''}${lines.join('\n')}`);
      const failed = evidenceIn('node', {
        protocols,
        outcome: 'failed',
        settledAt: 1,
        exchange: {
          time: 1,
          requestHeaders: fields(
            `Host: a\nSec-WebSocket-Key: ${KEY}\nSec-WebSocket-Extensions: permessage-deflate`,
          ),
          response: { time: 2, status, statusLine, headers },
        },
      });
      const cause = diagnose(failed)?.cause;
      const isOpen = cause === 'unknown' || cause === 'http-version-too-old';
      const evidence = isOpen ? { ...failed, outcome: 'open' as const, openedAt: 2 } : failed;
      const page = judgeClients(evidence).find(({ client }) => client === 'chrome-page');
      // Refused for its origin, a page is still judged: it carries the very origin that was refused.
      expect(page).toMatchObject(isOpen ? { connects: true, cause: null } : { connects: false, cause });
      for (const { reason } of judgeClients(evidence)) {
        expect(reason).toMatch(/^[A-Z].*\.$/s);
        expect(reason).not.toMatch(/undefined|null|\[object|``/);
      }
    }),
  );
});
