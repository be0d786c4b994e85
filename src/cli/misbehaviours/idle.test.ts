import { expect, test } from 'vitest';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';

const server = new EchoServerFixture();

test('a silent connection ends without a close frame', async () => {
  const client = await server.client('idle=30').open();
  expect(await client.ended()).toEqual({ code: 1006, reason: '' });
});

test('each message starts the wait anew', async () => {
  const client = await server.client('idle=200').open();
  for (let i = 0; i < 5; i++) {
    client.socket.send('again');
    await client.message();
  }
  const last = performance.now();
  await client.ended();
  // Timers may fire a millisecond early.
  expect(performance.now() - last).toBeGreaterThan(190);
});

test('is no reason to stay when the client leaves', async () => {
  const client = await server.client('idle=60000').open();
  expect(await client.close(1000)).toEqual({ code: 1000, reason: '' });
});
