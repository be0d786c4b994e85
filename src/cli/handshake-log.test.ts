import { expect, test } from 'vitest';
import { logLine } from './handshake-log.ts';

const at = new Date('2026-05-01T12:01:07.312Z');

test('says when, where, what was offered, and what came of it', () => {
  const entry = {
    path: '/lobby?latency=5',
    offered: ['binary', 'base64'],
    outcome: '101 subprotocol "binary"',
  };
  expect(logLine(entry, at)).toBe(
    '12:01:07.312 /lobby?latency=5 · binary, base64 → 101 subprotocol "binary"',
  );
  expect(logLine({ path: '/', offered: [], outcome: '403' }, at)).toBe(
    '12:01:07.312 / · no subprotocol → 403',
  );
});

test('is one short line that cannot steer a terminal', () => {
  const line = logLine({ path: `/${'x'.repeat(5000)}`, offered: ['\x1b[2J\r\n\x9b'], outcome: '400' }, at);
  expect(line).toContain('\\x1b[2J\\x0d\\x0a\\x9b');
  expect(line.length).toBeLessThan(400);
});
