import { expect, test } from 'vitest';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';

const server = new EchoServerFixture();

test('pings are numbered, and a client that never answers them stays', async () => {
  const client = await server.client('ping=5', [], { autoPong: false }).open();
  expect(await client.pinged(3)).toEqual(['1', '2', '3']);
  client.socket.send('still here');
  expect(await client.text()).toBe('still here');
  await client.close();
});
