import { connect, createServer } from 'node:net';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../diagnosis/diagnose.ts';
import type { HandshakeEvidence } from '../../diagnosis/evidence.ts';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';
import { type RawRequest, rawServer } from '../testing/raw-server.ts';
import { type Examination, examine } from './examine.ts';

const echo = new EchoServerFixture();
const unaborted = new AbortController().signal;

function examineAt(port: number, change: Partial<Examination> = {}): Promise<HandshakeEvidence> {
  const url = `ws://127.0.0.1:${port}/`;
  const origin = `http://127.0.0.1:${port}`;
  return examine({ url, protocols: [], origin, headers: [], timeout: 5000, ...change }, unaborted);
}

describe('our own server, in every way in which it misbehaves', () => {
  test.for([
    ['', null],
    ['subprotocol=omit', 'subprotocol-omitted'],
    ['subprotocol=None', 'subprotocol-mismatch'],
    ['subprotocol=upper', 'subprotocol-mismatch'],
    ['subprotocol=empty', 'subprotocol-mismatch'],
    ['subprotocol=list', 'subprotocol-repeated'],
    ['subprotocol=repeat', 'subprotocol-repeated'],
    ['status=200', 'not-upgraded'],
    ['status=302&location=/', 'status-redirect'],
    ['status=401', 'status-unauthorized'],
    ['status=403', 'status-forbidden'],
    ['status=404', 'status-not-found'],
    ['status=418', 'status-unexpected'],
    ['status=426', 'status-upgrade-required'],
    ['status=503', 'status-server-error'],
    ['accept=wrong', 'accept-mismatch'],
    ['accept=omit', 'accept-missing'],
    ['upgrade=omit', 'upgrade-header-wrong'],
    ['connection=omit', 'connection-header-wrong'],
    ['extensions=x-foo', 'extension-unrequested'],
    ['extensions=permessage-deflate;%20client_max_window_bits', 'extension-invalid'],
    ['reply=close', 'closed-before-response'],
    ['reply=reset', 'connection-reset'],
    ['reply=garbage', 'response-not-http'],
    ['delay=50', null],
    ['compress=1', null],
  ] as const)('%s is %s', async ([query, cause]) => {
    const evidence = await examineAt(echo.port, {
      url: `ws://127.0.0.1:${echo.port}/?${query}`,
      protocols: ['binary', 'x'],
    });
    const verdict = diagnose(evidence);
    expect(verdict?.cause ?? null).toBe(cause);
    if (verdict) expect(verdict).toMatchObject({ certainty: 'proved', severity: 'failure' });
    expect(evidence.outcome).toBe(cause === null ? 'open' : 'failed');
  });

  test('tries every offer once, and another port of the same machine when it fails', async () => {
    const good = await examineAt(echo.port, { protocols: ['a'] });
    expect(good.probes?.map(({ protocols }) => protocols)).toEqual([
      ['binary'],
      [],
      [''],
      ['socketscope-unknown'],
    ]);
    expect(good.httpProbes).toMatchObject([
      { outcome: 'answered', status: 200, body: expect.stringMatching(/^<!doctype html>/i) },
    ]);
    const url = `ws://localhost:${echo.port}/?status=404`;
    const bad = await examineAt(echo.port, { url });
    expect(bad.probes?.map(({ url }) => url).slice(-3)).toEqual([
      url.replace('ws:', 'wss:'),
      url.replace('localhost', '127.0.0.1'),
      url.replace('localhost', '[::1]'),
    ]);
    expect(bad.probes?.length).toBeLessThanOrEqual(12);
  });

  test('finds the server that requires a subprotocol', async () => {
    const port = await rawServer(({ head, accept, socket, isHandshake }) => {
      if (!isHandshake || !/^Sec-WebSocket-Protocol: binary\r$/im.test(head)) {
        socket.end('HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n');
      } else socket.write(switching(accept, 'Sec-WebSocket-Protocol: binary\r\n'));
    });
    expect(diagnose(await examineAt(port))).toMatchObject({
      cause: 'subprotocol-required',
      certainty: 'proved',
    });
  });
});

function switching(accept: string, more = ''): string {
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n${more}\r\n`;
}

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

  test('never answers: gives up in time, and once only waits long', async () => {
    const port = await rawServer(() => {});
    const evidence = await examineAt(port, { timeout: 300 });
    expect(diagnose(evidence)).toMatchObject({ cause: 'response-timeout', certainty: 'proved' });
    expect(evidence.probes?.every(({ outcome }) => outcome !== 'open')).toBe(true);
  });

  test('answers the handshake and never plain HTTP', async () => {
    const port = await rawServer(({ isHandshake, accept, socket }) => {
      if (isHandshake) socket.write(switching(accept));
    });
    const evidence = await examineAt(port, { timeout: 300 });
    expect(evidence).toMatchObject({ outcome: 'open', httpProbes: [{ outcome: 'timed-out' }] });
  });
});

describe('where there is no server', () => {
  test('nobody listens: no other offer is tried', async () => {
    const evidence = await examineAt(await unusedPort());
    expect(diagnose(evidence)).toMatchObject({ cause: 'connection-refused', certainty: 'proved' });
    expect(evidence.probes?.some(({ url }) => url === evidence.url)).toBe(false);
  });

  test('the other end of localhost answers', async () => {
    const port = await rawServer(({ accept, socket }) => socket.write(switching(accept)));
    const evidence = await examineAt(port, { url: `ws://[::1]:${port}/` });
    expect(diagnose(evidence)).toMatchObject({
      cause: 'connection-refused',
      happened: expect.stringContaining('The same server answers at'),
    });
  });

  test('TLS where none is spoken', async () => {
    const evidence = await examineAt(echo.port, { url: `wss://127.0.0.1:${echo.port}/` });
    expect(diagnose(evidence)?.cause).toBe('tls-to-plain-port');
    expect(evidence.probes).toContainEqual(
      expect.objectContaining({ url: `ws://127.0.0.1:${echo.port}/`, outcome: 'open' }),
    );
  });

  test('it is given up in the middle', async () => {
    const controller = new AbortController();
    const port = await rawServer(() => controller.abort());
    const examination = {
      url: `ws://127.0.0.1:${port}/`,
      protocols: [],
      origin: 'null',
      headers: [],
      timeout: 5000,
    };
    await expect(examine(examination, controller.signal)).rejects.toThrow('aborted');
  });
});

test('sends what a browser sends, what lua-websockets sends, and what the person adds', async () => {
  const heads: string[] = [];
  const port = await rawServer(({ head, accept, socket }) => {
    heads.push(head);
    socket.write(switching(accept));
  });
  await examineAt(port, {
    origin: 'https://game.example',
    protocols: ['a', 'b'],
    headers: [{ name: 'Cookie', value: 'x=1' }],
  });
  const [browser = '', ...others] = heads;
  expect(browser).toMatch(
    new RegExp(
      `^GET / HTTP/1\\.1\r\nHost: 127\\.0\\.0\\.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`,
    ),
  );
  expect(browser).toMatch(/\r\nOrigin: https:\/\/game\.example\r\n/);
  expect(browser).toMatch(/\r\nSec-WebSocket-Extensions: permessage-deflate/);
  expect(browser).toMatch(/\r\nSec-WebSocket-Protocol: a, b\r\n/);
  const lua = others.find((head) => /^Sec-WebSocket-Protocol: \r$/m.test(head)) ?? '';
  expect(lua).toMatch(/^Sec-WebSocket-Key: /m);
  expect(lua).not.toMatch(/^(?:Origin|User-Agent|Sec-WebSocket-Extensions)/m);
  for (const head of heads) expect(head).toMatch(/\r\nCookie: x=1\r\n/);
});

async function unusedPort(): Promise<number> {
  const server = createServer();
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
  await new Promise((resolve) => server.close(resolve));
  // Nobody else took it meanwhile.
  await new Promise((resolve) => connect(port, '127.0.0.1').once('error', resolve));
  return port;
}

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
