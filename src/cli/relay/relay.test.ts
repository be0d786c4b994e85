import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAMPLE_ACCEPT, SAMPLE_KEY } from '../testing/raw-client.ts';
import { switching } from '../testing/raw-server.ts';
import { entriesOf, rawClient, relayedPair, relayFor, untilEnded } from '../testing/relay-fixture.ts';
import { startRelay } from './start-relay.ts';

const REQUEST = `GET /x HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${SAMPLE_KEY}\r\n\r\n`;
const ANSWER = switching(SAMPLE_ACCEPT);

describe('what a relay passes on', () => {
  it('is every byte as it came, whatever it is and wherever it breaks', async () => {
    const piece = fc.uint8Array({ minLength: 1, maxLength: 60 });
    const beginning = fc.constantFrom(
      '',
      REQUEST,
      REQUEST.slice(0, 40),
      'GET / HTTP/1.1\n\n',
      '\x16\x03\x01',
    );
    const answer = fc.constantFrom(
      '',
      ANSWER,
      `HTTP/1.1 100 C\r\n\r\n${ANSWER}`,
      ANSWER.slice(0, 30),
      'SSH-2.0-x\r\n',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(beginning, fc.array(piece, { maxLength: 6 })),
        fc.tuple(answer, fc.array(piece, { maxLength: 6 })),
        fc.constantFrom({}, { repair: 'subprotocol' }),
        async ([request, sent], [response, received], options) => {
          const { client, server, relay } = await relayedPair(options);
          const both = [
            { from: client, to: server, bytes: Buffer.concat([Buffer.from(request, 'latin1'), ...sent]) },
            {
              from: server,
              to: client,
              bytes: Buffer.concat([Buffer.from(response, 'latin1'), ...received]),
            },
          ];
          client.socket.write(Buffer.from(request, 'latin1'));
          for (const bytes of sent) client.socket.write(bytes);
          server.socket.write(Buffer.from(response, 'latin1'));
          for (const bytes of received) server.socket.write(bytes);
          client.socket.end();
          server.socket.end();
          for (const { to, bytes } of both) {
            expect(await to.ended()).toBe('end');
            expect(to.bytes).toEqual(bytes);
          }
          await relay.close();
        },
      ),
      { numRuns: 40 },
    );
  }, 30_000);

  it('is a second request after a refusal on the same connection, edited like the first', async () => {
    const { client, server, relay } = await relayedPair({ headers: ['Authorization: a'] });
    const edited = REQUEST.replace('\r\n\r\n', '\r\nAuthorization: a\r\n\r\n');
    const refusal = 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno';
    client.socket.write(REQUEST);
    await server.came(edited.length);
    server.socket.write(refusal);
    await client.came(refusal.length);
    client.socket.write(REQUEST);
    expect(String(await server.came(2 * edited.length))).toBe(edited + edited);
    server.socket.write(ANSWER);
    expect(String(await client.came(refusal.length + ANSWER.length))).toBe(refusal + ANSWER);
    const [opened] = await entriesOf(relay, 'open', 1);
    expect(opened).toMatchObject({ connection: 1 });
    const [, again] = await entriesOf(relay, 'response', 2);
    expect(again).toMatchObject({ status: 101 });
  });

  it('is a half-close, after which the other side goes on', async () => {
    const { client, server, relay } = await relayedPair();
    client.socket.end('hello');
    expect(await server.ended()).toBe('end');
    server.socket.write('later');
    expect(String(await client.came(5))).toBe('later');
    expect(client.ending).toBeUndefined();
    server.socket.end();
    expect(await client.ended()).toBe('end');
    const halves = await entriesOf(relay, 'half-closed', 2);
    expect(halves.map(({ direction }) => direction)).toEqual(['sent', 'received']);
  });

  it.for(['client', 'server'] as const)('is a reset by the %s', async (who) => {
    const pair = await relayedPair();
    const other = who === 'client' ? pair.server : pair.client;
    pair.client.socket.write(REQUEST);
    await pair.server.came(REQUEST.length);
    pair[who].socket.resetAndDestroy();
    expect(await other.ended()).toBe('ECONNRESET');
    const entries = await untilEnded(pair.relay);
    const direction = who === 'client' ? 'sent' : 'received';
    expect(entries.filter(({ type }) => type === 'reset')).toMatchObject([{ direction, code: 'ECONNRESET' }]);
  });

  it('is no more than a slow side takes', async () => {
    const { client, server, relay } = await relayedPair();
    client.socket.write(REQUEST);
    await server.came(REQUEST.length);
    server.socket.write(ANSWER);
    await client.came(ANSWER.length);
    client.socket.pause();
    const frame = Buffer.concat([Buffer.of(0x82, 126, 0xff, 0xff), Buffer.alloc(0xffff)]);
    let written = 0;
    while (server.socket.writableLength < 1 << 20) {
      server.socket.write(frame);
      written += frame.length;
      if (written > 30 << 20) break;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    // The system's own buffers on the way are all that there is.
    expect(written).toBeLessThan(30 << 20);
    client.socket.resume();
    await client.came(ANSWER.length + written);
    const frames = await entriesOf(relay, 'frame', written / frame.length);
    expect(frames.every(({ wireLength }) => wireLength === 0xffff)).toBe(true);
  }, 30_000);
});

describe('a request of a bad kind', () => {
  it('is passed on and kept in part where a line has a megabyte', async () => {
    const { client, server, relay } = await relayedPair({ headers: ['X: y'] });
    const long = REQUEST.replace('\r\n\r\n', `\r\nCookie: ${'c'.repeat(1 << 20)}\r\n\r\n`);
    client.socket.write(long);
    const due = long.length + 'X: y\r\n'.length;
    expect((await server.came(due)).toString('latin1')).toBe(long.replace(/\r\n$/, 'X: y\r\n\r\n'));
    const [request] = await entriesOf(relay, 'request');
    expect(request?.original).toMatchObject({ length: long.length });
    expect(request?.original.bytes.length).toBe(65_536);
  });

  it.for([
    ['TLS', '\x16\x03\x01\x02', 'not-http'],
    ['words of another protocol', 'HELO there, how are you today?\r\n', 'not-http'],
    ['no end within 4 MiB', `GET / HTTP/1.1\r\n${'a'.repeat(5 << 20)}`, 'head-too-long'],
    ['half a handshake', REQUEST.slice(0, 50), 'head-incomplete'],
  ] as const)('is passed on and told: %s', async ([, text, violation]) => {
    const { client, server, relay } = await relayedPair({ repair: 'subprotocol' });
    const bytes = Buffer.from(text, 'latin1');
    client.socket.end(bytes);
    expect(await server.ended()).toBe('end');
    expect(server.bytes.equals(bytes)).toBe(true);
    const [told] = await entriesOf(relay, 'violation');
    expect(told).toMatchObject({ violation, direction: 'sent', frame: null });
  });

  it('comes byte by byte, and is edited all the same', async () => {
    const { client, server } = await relayedPair({ path: '/elsewhere' });
    for (const byte of REQUEST) client.socket.write(byte);
    const due = REQUEST.replace('/x', '/elsewhere');
    expect(String(await server.came(due.length))).toBe(due);
  });

  it('has frames behind it before there is an answer', async () => {
    const { client, server, relay } = await relayedPair();
    client.socket.write(Buffer.concat([Buffer.from(REQUEST), Buffer.of(0x89, 0x80, 0, 0, 0, 0)]));
    await server.came(REQUEST.length + 6);
    server.socket.write(ANSWER);
    const [violation] = await entriesOf(relay, 'violation');
    expect(violation).toMatchObject({ violation: 'data-before-response' });
    const [frame] = await entriesOf(relay, 'frame');
    expect(frame).toMatchObject({ opcode: 9, direction: 'sent' });
  });
});

describe('a target', () => {
  it('that is down is told to the client in the words of HTTP', async () => {
    const { port } = await relayedPair().then(({ relay }) => relay);
    const relay = await relayFor('ws://127.0.0.1:1/');
    const client = rawClient(relay.port);
    client.socket.write(REQUEST);
    expect(await client.ended()).toBe('end');
    expect(String(client.bytes)).toContain('HTTP/1.1 502 Bad Gateway');
    expect(String(client.bytes)).toContain('ws://127.0.0.1:1/ cannot be reached. The connection was refused');
    const [failed] = await entriesOf(relay, 'failed');
    expect(failed).toMatchObject({ stage: 'connect', code: 'ECONNREFUSED' });
    expect(port).not.toBe(relay.port);
  });

  it('is not the relay itself', async () => {
    await expect(startRelay({ target: 'ws://localhost:9998/', discovery: false })).rejects.toThrow(
      'it would call itself without end',
    );
  });

  it.for([
    [{ target: 'ftp://x/' }, 'The scheme of a WebSocket is ws or wss'],
    [{ listen: '70000' }, '--listen 70000: expected a port'],
    [{ repair: 'everything' }, '--repair everything'],
    [{ headers: ['no colon'] }, 'is not a header'],
    [{ dropHeaders: ['a b'] }, '--drop-header a b'],
    [{ path: 'x' }, '--path x'],
  ] as const)('or an option that makes no sense is refused: %o', async ([options, why]) => {
    await expect(startRelay({ target: 'ws://a/', discovery: false, ...options })).rejects.toThrow(why);
  });
});
