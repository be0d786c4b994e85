import { expect, test } from 'vitest';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';
import { clientFrame } from '../testing/raw-client.ts';

const server = new EchoServerFixture();

test.each([
  ['abcdefg', ['abc', 'def', 'g']],
  ['abcdef', ['abc', 'def']],
  ['ab', ['ab']],
  ['', ['']],
])('splits "%s" into %j', async (text, fragments) => {
  const client = server.handshake('fragment=3');
  client.socket.write(clientFrame(1, Buffer.from(text)));
  const frames = await client.frames(fragments.length);
  expect(frames.map(({ payload }) => payload.toString())).toEqual(fragments);
  expect(frames.map(({ opcode }) => opcode)).toEqual(fragments.map((_, index) => (index === 0 ? 1 : 0)));
  expect(frames.map(({ fin }) => fin)).toEqual(fragments.map((_, index) => index === fragments.length - 1));
});

test('a client puts them together again, characters split in the middle too', async () => {
  const client = await server.client('fragment=1&compress=1').open();
  client.socket.send('päö€😀');
  expect(await client.message()).toEqual({ data: Buffer.from('päö€😀'), binary: false });
  await client.close();
});
