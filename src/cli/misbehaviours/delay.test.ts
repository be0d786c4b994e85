import { expect, test } from 'vitest';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';

const server = new EchoServerFixture();

test.each([
  ['delay=120', 101],
  ['delay=120&status=403', 403],
])('"%s" answers %i, but late', async (query, status) => {
  const start = performance.now();
  expect((await server.handshake(query).response()).status).toBe(status);
  expect(performance.now() - start).toBeGreaterThan(115);
});

test('frames sent before the answer are not lost', async () => {
  const client = server.handshake('delay=50');
  client.socket.write(Buffer.from([0x81, 0x82, 0, 0, 0, 0, 0x68, 0x69]));
  const [frame] = await client.frames(1);
  expect(frame?.payload.toString()).toBe('hi');
});
