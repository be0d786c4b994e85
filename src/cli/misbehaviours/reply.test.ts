import { expect, test } from 'vitest';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';

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
