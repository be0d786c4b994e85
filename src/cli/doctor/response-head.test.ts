import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readHead } from './response-head.ts';

function read(text: string, isWhole = false) {
  return readHead(Buffer.from(text, 'latin1'), isWhole);
}

test('reads status line, headers and what follows', () => {
  expect(read('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nX:  a b \r\n\r\nrest')).toEqual({
    kind: 'complete',
    head: {
      status: 101,
      statusLine: 'HTTP/1.1 101 Switching Protocols',
      headers: [
        { name: 'Upgrade', value: 'websocket' },
        { name: 'X', value: 'a b' },
      ],
    },
    body: Buffer.from('rest'),
  });
});

test.for([
  ['HTTP/1.1 101 X\nupgrade: websocket\n\n', 101],
  ['HTTP/1.1 101 X\r\nupgrade: websocket\n\r\n', 101],
  ['HTTP/1.1 101 \r\nupgrade: websocket\r\n\r\n', 101],
  ['HTTP/1.1 101\r\nupgrade: websocket\r\n\r\n', 101],
  ['http/1.1 101 x\r\nupgrade: websocket\r\n\r\n', 101],
  ['\r\nHTTP/1.1 101 X\r\nupgrade: websocket\r\n\r\n', 101],
  ['HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 101 X\r\nupgrade: websocket\r\n\r\n', 101],
  ['HTTP/1.1\r\nupgrade: websocket\r\n\r\n', 200],
  ['HTTP/1.1 101 X\r\nno header\r\n: none either\r\nupgrade:\r\n websocket\r\n\r\n', 101],
] as const)('takes %j as browsers do', ([text, status]) => {
  const progress = read(text);
  expect(progress).toMatchObject({
    kind: 'complete',
    head: { status, headers: [{ name: 'upgrade', value: 'websocket' }] },
  });
});

test.for(['', 'HT', 'HTTP/1.1 101', 'HTTP/1.1 101 X\r\nA: b\r\n', 'HTTP/1.1 100 Continue\r\n\r\n'])(
  'waits for more after %j',
  (text) => {
    expect(read(text)).toEqual({ kind: 'incomplete' });
  },
);

test('knows by the first bytes what is no HTTP, and shows them', () => {
  expect(read('SSH-2.0-OpenSSH_9.2\r\n')).toEqual({
    kind: 'not-http',
    start: 'SSH-2.0-OpenSSH_9.2\\x0d\\x0a',
  });
  expect(read('\x15\x03\x01')).toEqual({ kind: 'incomplete' });
  expect(read('\x15\x03\x01', true)).toEqual({ kind: 'not-http', start: '\\x15\\x03\\x01' });
});

test('no bytes are too much for it', () => {
  const line = fc.constantFrom(
    'HTTP/1.1 101 X',
    'HTTP',
    ' HTTP/1.1',
    'a: b',
    '\r\n',
    '\n',
    '\r',
    '\0',
    ': ',
    '\t',
  );
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(line).map((lines) => Buffer.from(lines.join(''))),
  );
  fc.assert(
    fc.property(bytes, fc.boolean(), (bytes, isWhole) => {
      expect(['complete', 'incomplete', 'not-http']).toContain(readHead(Buffer.from(bytes), isWhole).kind);
    }),
  );
});
