import { connect, createServer } from 'node:net';
import { describe, expect, test, vi } from 'vitest';
import { judgeClients } from '../../diagnosis/clients/judge-clients.ts';
import { judgeServer } from '../../diagnosis/clients/judge-server.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';
import { examineAt } from '../testing/examine-at.ts';
import { type RawRequest, rawServer, switching } from '../testing/raw-server.ts';
import { examine } from './examine.ts';

// Many connections, or processes, one after the other: on a busy machine that takes a while.
vi.setConfig({ testTimeout: 20_000 });

const echo = new EchoServerFixture();
const secure = new EchoServerFixture('tls=1');

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
    ['reply=http09', 'response-not-http'],
    ['reply=big', 'response-too-big'],
    ['reply=http10', null],
    ['reply=lf', null],
    ['reply=lower', null],
    ['reply=bare', null],
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

  test.for(['none', 'endless'])('reply=%s is given up in time', async (reply) => {
    const url = `ws://127.0.0.1:${echo.port}/?reply=${reply}`;
    const evidence = await examineAt(echo.port, { url, timeout: 300 });
    expect(diagnose(evidence)).toMatchObject({ cause: 'response-timeout', certainty: 'proved' });
    expect(evidence.probes?.every(({ outcome }) => outcome !== 'open')).toBe(true);
  });

  test('tries every offer once, and another port of the same machine when it fails', async () => {
    const good = await examineAt(echo.port, { protocols: ['a'] });
    expect(good.probes?.map(({ protocols }) => protocols)).toEqual([
      ['a'],
      ['binary'],
      [],
      [''],
      ['socketscope-unknown'],
    ]);
    expect(good.httpProbes).toMatchObject([
      { outcome: 'answered', status: 200, body: expect.stringMatching(/^<!doctype html>/i) },
    ]);
    const url = `ws://localhost:${echo.port}/?reply=close`;
    const bad = await examineAt(echo.port, { url });
    expect(bad.probes?.map(({ url }) => url)).toEqual(
      expect.arrayContaining([
        url.replace('ws:', 'wss:'),
        url.replace('localhost', '127.0.0.1'),
        url.replace('localhost', '[::1]'),
      ]),
    );
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

describe('servers that look at the origin', () => {
  test('of a page of their own only', async () => {
    const port = await rawServer(forOrigin((own) => own));
    const open = await examineAt(port, { url: `ws://127.0.0.1:${port}/` });
    expect(diagnose(open)).toBeNull();
    expect(judgeClients(open).find(({ client }) => client === 'chrome-page')?.reason).toMatch(
      /one of `https:\/\/socketscope\.example` is turned away/,
    );
    const refused = await examineAt(port, { origin: 'https://game.example' });
    expect(diagnose(refused)).toMatchObject({ cause: 'origin-rejected', certainty: 'proved' });
    const connects = new Map(judgeClients(refused).map(({ client, connects }) => [client, connects]));
    expect(connects.get('chrome-page')).toBe(false);
    expect(connects.get('python-websocket-client')).toBe(true);
  });

  test('and want one', async () => {
    const port = await rawServer(({ head, accept, socket }) => {
      if (/^Origin: /m.test(head)) socket.write(switching(accept));
      else socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
    });
    const { verdict, clients } = judgeServer(await examineAt(port), ['lua-websockets-sync', 'godot-web']);
    expect(verdict).toMatchObject({ cause: 'status-forbidden', severity: 'warning' });
    expect(verdict?.happened).toMatch(/names no origin/);
    expect(clients.map(({ connects }) => connects)).toEqual([true, false]);
  });

  test('of one other page only', async () => {
    const port = await rawServer(forOrigin(() => 'https://game.example'));
    expect(diagnose(await examineAt(port))?.cause).toBe('status-forbidden');
    expect(diagnose(await examineAt(port, { origin: 'https://game.example' }))).toBeNull();
  });
});

describe('servers that end what they have just opened', () => {
  test.for([
    ['close=1011', 'close-server-error', 'failure'],
    ['close=1008&greet=hello', 'close-policy', 'failure'],
    ['close=4001', 'close-application', 'info'],
    ['close=1000', null, null],
  ] as const)('%s is %s', async ([query, cause, severity]) => {
    const url = `ws://127.0.0.1:${echo.port}/?${query}`;
    const evidence = await examineAt(echo.port, { url, watch: 4000 });
    const verdict = judgeServer(evidence).verdict;
    expect(verdict?.cause ?? null).toBe(cause);
    expect(verdict?.severity ?? null).toBe(severity);
  });

  test('without a close frame', async () => {
    const port = await rawServer(({ accept, socket }) => socket.end(switching(accept)));
    expect(diagnose(await examineAt(port, { watch: 4000 }))?.cause).toBe('close-abnormal');
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

  test('a certificate that nobody knows', async () => {
    const evidence = await examineAt(secure.port, { url: `wss://127.0.0.1:${secure.port}/` });
    expect(diagnose(evidence)).toMatchObject({ cause: 'certificate-rejected', certainty: 'proved' });
  });

  test('no TLS where it is spoken', async () => {
    const evidence = await examineAt(secure.port);
    expect(diagnose(evidence)).toMatchObject({ cause: 'plain-to-tls-port', certainty: 'proved' });
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

function forOrigin(allowed: (own: string) => string): (request: RawRequest) => void {
  return ({ head, accept, socket }) => {
    const [, host = ''] = /^Host: (.*)\r$/m.exec(head) ?? [];
    const [, origin] = /^Origin: (.*)\r$/m.exec(head) ?? [];
    const isFine = origin === undefined || origin === allowed(`http://${host}`);
    if (isFine) socket.write(switching(accept));
    else socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
  };
}

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
