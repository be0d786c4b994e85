import { afterEach, expect, test } from 'vitest';
import { EchoServerFixture } from './testing/echo-server-fixture.ts';
import { clientFrame, type RawClient, SAMPLE_KEY } from './testing/raw-client.ts';

const server = new EchoServerFixture();

// Whatever a client did, the next one is served as well as ever.
afterEach(async () => {
  const client = await server.client().open();
  client.socket.send('still here');
  expect(await client.text()).toBe('still here');
  await client.close();
});

function send(text: string): RawClient {
  const client = server.connect();
  client.socket.write(text, 'latin1');
  return client;
}

function request(target: string, ...fields: string[]): string {
  return `GET ${target} HTTP/1.1\r\nHost: localhost\r\n${fields.map((field) => `${field}\r\n`).join('')}\r\n`;
}

const UPGRADE = ['Connection: Upgrade', 'Upgrade: websocket'];
const KEY = `Sec-WebSocket-Key: ${SAMPLE_KEY}`;
const VERSION = 'Sec-WebSocket-Version: 13';

test.each([
  ['no key', request('/', ...UPGRADE, VERSION), 400],
  ['a short key', request('/', ...UPGRADE, VERSION, 'Sec-WebSocket-Key: abc'), 400],
  ['no version', request('/', ...UPGRADE, KEY), 426],
  ['a bad version', request('/', ...UPGRADE, KEY, 'Sec-WebSocket-Version: 99'), 426],
  ['another protocol', request('/', 'Connection: Upgrade', 'Upgrade: h2c', KEY, VERSION), 400],
  ['a subprotocol twice', request('/', ...UPGRADE, KEY, VERSION, 'Sec-WebSocket-Protocol: a, a'), 400],
  ['no token as subprotocol', request('/', ...UPGRADE, KEY, VERSION, 'Sec-WebSocket-Protocol: a b'), 400],
  ['POST', request('/', ...UPGRADE, KEY, VERSION).replace('GET', 'POST'), 405],
  ['a key without an upgrade', request('/', 'Connection: close', KEY, VERSION), 426],
  ['a huge header line', request('/', ...UPGRADE, KEY, VERSION, `X: ${'x'.repeat(100_000)}`), 431],
  ['a huge target', request(`/${'x'.repeat(100_000)}`, ...UPGRADE, KEY, VERSION), 431],
  ['what is no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400],
])('%s is refused', async (_, bytes, status) => {
  expect((await send(bytes).response()).status).toBe(status);
});

test('a version that is refused is told the right one', async () => {
  const { lines } = await send(request('/', ...UPGRADE, KEY, 'Sec-WebSocket-Version: 99')).response();
  expect(lines).toContain('Sec-WebSocket-Version: 13');
});

test.each(['//', '/?', '/?%', 'http://other/?greet=hi', '*', '/%00%ff'])(
  'the target %s does no harm',
  async (target) => {
    const { status } = await send(request(target, ...UPGRADE, KEY, VERSION)).response();
    expect([101, 400]).toContain(status);
  },
);

test('half a handshake may be abandoned', async () => {
  const whole = request('/', ...UPGRADE, KEY, VERSION);
  send(whole.slice(0, whole.length / 2)).socket.end();
  const client = send(whole.slice(0, 10));
  client.socket.resetAndDestroy();
});

test('a client may leave while the answer is delayed', async () => {
  const client = send(request('/?delay=50', ...UPGRADE, KEY, VERSION));
  client.socket.end();
  await client.ended();
});

test.each([
  ['invalid UTF-8', clientFrame(1, Buffer.of(0xc3, 0x28)), 1007],
  ['an unmasked frame', clientFrame(1, Buffer.from('a'), false), 1002],
  ['an unknown opcode', clientFrame(3, Buffer.from('a')), 1002],
  ['a reserved bit', Buffer.of(0xc1, 0x80, 0, 0, 0, 0), 1002],
  ['a close code that none may send', clientFrame(8, Buffer.of(0x03, 0xed)), 1002],
  ['a close frame of one byte', clientFrame(8, Buffer.of(0x03)), 1002],
  ['a continuation of nothing', clientFrame(0, Buffer.from('a')), 1002],
  ['a length beyond the limit', Buffer.of(0x82, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0), 1009],
])('%s is answered by closing', async (_, bytes, code) => {
  const client = server.handshake();
  client.socket.write(bytes);
  const [frame] = await client.frames(1);
  expect(frame?.opcode).toBe(8);
  expect(frame?.payload.readUInt16BE()).toBe(code);
});
