import { describe, expect, test, vi } from 'vitest';
import { diagnose } from '../../diagnosis/diagnose.ts';
import { examineAt } from '../testing/examine-at.ts';
import { type RawRequest, rawServer, switching } from '../testing/raw-server.ts';

// Many connections, or processes, one after the other: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 20_000 });

describe('servers that lie, or never end', () => {
  const RIGHT = (accept: string) => switching(accept);
  const ANSWERS: readonly (readonly [
    name: string,
    answer: (request: RawRequest) => void,
    cause: string | null,
  ])[] = [
    ['line feeds only', ({ socket, accept }) => socket.write(RIGHT(accept).replaceAll('\r', '')), null],
    ['lower-case names', ({ socket, accept }) => socket.write(lowerNames(RIGHT(accept))), null],
    [
      'an empty reason phrase',
      ({ socket, accept }) => socket.write(RIGHT(accept).replace('Switching Protocols', '')),
      null,
    ],
    [
      'no reason phrase, byte by byte',
      ({ socket, accept }) => drip(socket, RIGHT(accept).replace(' Switching Protocols', '')),
      null,
    ],
    [
      'early hints before the answer',
      ({ socket, accept }) => socket.write(`HTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n${RIGHT(accept)}`),
      null,
    ],
    ['a frame in the same packet', ({ socket, accept }) => socket.write(`${RIGHT(accept)}\x81\x02hi`), null],
    [
      'a megabyte of headers',
      ({ socket, accept }) =>
        socket.write(`${RIGHT(accept).trimEnd()}\r\n${`X-Filler: ${'x'.repeat(1000)}\r\n`.repeat(1000)}\r\n`),
      'response-too-big',
    ],
    [
      'headers without end',
      ({ socket }) => flood(socket, 'HTTP/1.1 101 X\r\n', 'A: b\r\n'),
      'response-too-big',
    ],
    ['a body without end', ({ socket }) => flood(socket, 'HTTP/1.1 200 OK\r\n\r\n', 'body '), 'not-upgraded'],
    ['garbage without end', ({ socket }) => flood(socket, '', '\x00\xff garbage'), 'response-not-http'],
    ['HTTP/0.9', ({ socket }) => socket.end('<html>hello</html>'), 'response-not-http'],
    ['a TLS alert', ({ socket }) => socket.end(Buffer.of(0x15, 3, 1, 0, 2, 2, 0x46)), 'response-not-http'],
    [
      'an end within the headers',
      ({ socket }) => socket.end('HTTP/1.1 101 X\r\nUpgrade: web'),
      'closed-before-response',
    ],
    ['an end within the first word', ({ socket }) => socket.end('HT'), 'response-not-http'],
    [
      'a circle of redirects',
      ({ socket, head }) => {
        const [, path = ''] = /^GET (\S+)/.exec(head) ?? [];
        socket.end(`HTTP/1.1 302 Found\r\nLocation: ${path}\r\nContent-Length: 0\r\n\r\n`);
      },
      'status-redirect',
    ],
    [
      'a status that is none',
      ({ socket }) => socket.end('HTTP/1.1 99999999999999999999 X\r\n\r\n'),
      'status-unexpected',
    ],
    ['no status', ({ socket }) => socket.end('HTTP/1.1\r\n\r\n'), 'not-upgraded'],
  ];

  test.for(ANSWERS)('%s', async ([, answer, cause]) => {
    const port = await rawServer(answer);
    const evidence = await examineAt(port);
    expect(diagnose(evidence)?.cause ?? null).toBe(cause);
  });

  test('answers the handshake and never plain HTTP', async () => {
    const port = await rawServer(({ isHandshake, accept, socket }) => {
      if (isHandshake) socket.write(switching(accept));
    });
    const evidence = await examineAt(port, { timeout: 1500 });
    expect(evidence).toMatchObject({ outcome: 'open', httpProbes: [{ outcome: 'timed-out' }] });
  });
});

function lowerNames(head: string): string {
  return head.replace(/^[\w-]+(?=:)/gm, (name) => name.toLowerCase());
}

function drip(socket: RawRequest['socket'], text: string): void {
  socket.setNoDelay(true);
  const [first, ...rest] = text;
  if (first !== undefined) socket.write(first, () => setImmediate(() => drip(socket, rest.join(''))));
}

/** Writes as long as somebody reads. */
function flood(socket: RawRequest['socket'], start: string, more: string): void {
  socket.write(start, 'latin1');
  const chunk = Buffer.from(more.repeat(2000), 'latin1');
  const pour = () => {
    if (!socket.destroyed) socket.write(chunk, (error) => error ?? setImmediate(pour));
  };
  pour();
}
