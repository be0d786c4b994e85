import { expect, test } from 'vitest';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';
import { numberedMessages } from './flood.ts';

const server = new EchoServerFixture();

test('numbers its messages and fills them with a pattern', () => {
  const message = numberedMessages(8);
  expect([...message(0)]).toEqual([0, 0, 0, 0, 4, 5, 6, 7]);
  expect([...message(0x01020304)]).toEqual([1, 2, 3, 4, 8, 9, 10, 11]);
  expect([...message(254)]).toEqual([0, 0, 0, 254, 2, 3, 4, 5]);
  expect([...numberedMessages(4)(9)]).toEqual([0, 0, 0, 9]);
});

test('sends exactly as many as asked, in order', async () => {
  const client = server.client('flood=20000&close=1000');
  await client.ended();
  const message = numberedMessages(100);
  expect(client.messages).toHaveLength(20_000);
  expect(client.messages.findIndex(({ data }, number) => !data.equals(message(number)))).toBe(-1);
});

test('waits for a client that does not read, and goes on when it does', async () => {
  const before = process.memoryUsage().arrayBuffers;
  const client = server.client('flood=200&size=1000000&close=1000');
  await client.message();
  client.socket.pause();
  // Other connections are served meanwhile: enough turns of the event loop for an unpaced flood to be buffered whole.
  for (let turn = 0; turn < 20; turn += 1) await server.handshake().response();
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(60_000_000);
  client.socket.resume();
  expect((await client.ended()).code).toBe(1000);
  expect(client.messages.map(({ data }) => data.readUInt32BE())).toEqual(
    Array.from({ length: 200 }, (_, number) => number),
  );
});

test('ends when the client leaves in the middle', async () => {
  const client = server.client('flood=4294967295');
  await client.message();
  client.socket.terminate();
  await client.ended();
  expect((await server.handshake().response()).status).toBe(101);
});
