import { expect, test } from 'vitest';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';
import { SAMPLE_ACCEPT } from '../testing/raw-client.ts';

const server = new EchoServerFixture();

test('close ends without a byte', async () => {
  const client = server.handshake('reply=close');
  expect(await client.ended()).toBe('end');
  expect(client.bytes).toHaveLength(0);
});

test('reset', async () => {
  const client = server.handshake('reply=reset');
  expect(await client.ended()).toBe('ECONNRESET');
  expect(client.bytes).toHaveLength(0);
});

test('garbage is no HTTP', async () => {
  const client = server.handshake('reply=garbage');
  expect(await client.ended()).toBe('end');
  expect(client.bytes.toString('latin1')).not.toMatch(/HTTP\//);
  expect(client.bytes.length).toBeGreaterThan(0);
});

test('none is silent until the client ends', async () => {
  const client = server.handshake('reply=none');
  // A handshake that was answered proves that the earlier one was seen.
  await server.handshake().response();
  expect(client.bytes).toHaveLength(0);
  expect(client.ending).toBeUndefined();
  client.socket.end();
  expect(await client.ended()).toBe('end');
  expect(client.bytes).toHaveLength(0);
});

test('slow drips the 101', async () => {
  const raw = server.handshake('reply=slow');
  let chunks = 0;
  raw.socket.on('data', () => {
    chunks += 1;
  });
  expect((await raw.response()).status).toBe(101);
  expect(chunks).toBeGreaterThan(20);
});

test('after a slow 101 the connection is as fast as ever', async () => {
  const client = await server.client('reply=slow').open();
  client.socket.send(Buffer.alloc(1_000_000, 7));
  expect((await client.message()).data.equals(Buffer.alloc(1_000_000, 7))).toBe(true);
  expect(await client.close(4000, 'bye')).toEqual({ code: 4000, reason: 'bye' });
});

test('a client may leave while it drips', async () => {
  const client = server.handshake('reply=slow');
  await client.until(() => client.bytes[0]);
  client.socket.resetAndDestroy();
  expect((await server.handshake().response()).status).toBe(101);
});

test('http09 is a page without a head', async () => {
  const client = server.handshake('reply=http09');
  expect(await client.ended()).toBe('end');
  expect(client.bytes.toString()).toMatch(/^<html>/);
});

test('endless headers go on', async () => {
  const client = server.handshake('reply=endless');
  const lines = () => client.bytes.toString().split('\r\n');
  await client.until(() => (lines().length > 5 ? true : undefined));
  expect(lines().slice(0, 2)).toEqual(['HTTP/1.1 101 Switching Protocols', 'X-Header-0: more']);
  expect(client.bytes.toString()).not.toContain('\r\n\r\n');
  client.socket.end();
  await client.ended();
});

test('big is a right 101 with 1 MB of headers', async () => {
  const { status, lines } = await server.handshake('reply=big').response();
  expect(status).toBe(101);
  expect(lines).toContain(`Sec-WebSocket-Accept: ${SAMPLE_ACCEPT}`);
  expect(lines.join('\r\n').length).toBeGreaterThan(1_000_000);
});

test.each([
  ['http10', 'HTTP/1.0 101 Switching Protocols\r\nUpgrade: websocket\r\n'],
  ['lf', 'HTTP/1.1 101 Switching Protocols\nUpgrade: websocket\n'],
  ['lower', 'HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n'],
  ['bare', 'HTTP/1.1 101\r\nUpgrade: websocket\r\n'],
])('%s is a 101 of its own kind', async (choice, start) => {
  const client = server.handshake(`reply=${choice}&greet=hi`);
  const all = () => client.bytes.toString('latin1');
  await client.until(() => (all().endsWith('\x81\x02hi') ? true : undefined));
  expect(all().slice(0, start.length)).toBe(start);
  expect(all()).toMatch(/\n\r?\n\x81/);
});
