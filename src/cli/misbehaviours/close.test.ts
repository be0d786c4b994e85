import { expect, test } from 'vitest';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';
import { clientFrame } from '../testing/raw-client.ts';

const server = new EchoServerFixture();

test.each([
  ['close=1000', { code: 1000, reason: '' }],
  ['close=1012&reason=restart', { code: 1012, reason: 'restart' }],
  ['close=4999&reason=%C3%A9', { code: 4999, reason: 'é' }],
  ['close=1005', { code: 1005, reason: '' }],
  ['close=1006', { code: 1006, reason: '' }],
])('"%s" closes at once', async (query, expected) => {
  expect(await server.client(query).ended()).toEqual(expected);
});

test.each([
  [0, 'close=0'],
  [1004, 'close=1004'],
  [1015, 'close=1015&reason=x'],
  [2999, 'close=2999'],
  [65535, 'close=65535'],
])('sends the code %i, which no endpoint may send', async (code, query) => {
  const [frame] = await server.handshake(query).frames(1);
  expect(frame?.opcode).toBe(8);
  expect(frame?.payload.readUInt16BE()).toBe(code);
});

test('sends no second close frame after one that no endpoint may send', async () => {
  const client = server.handshake('close=2000');
  await client.frames(1);
  client.socket.write(clientFrame(8, Buffer.of(0x07, 0xd0)));
  expect(await client.ended()).toBe('end');
  expect(client.bytes.subarray(-4)).toEqual(Buffer.of(0x88, 2, 0x07, 0xd0));
});

test('echoes `after` messages, no more, and closes then', async () => {
  const client = server.handshake('close=4000&after=2&latency=20');
  await client.response();
  client.socket.write(Buffer.concat(['a', 'b', 'c', 'd'].map((text) => clientFrame(1, Buffer.from(text)))));
  const frames = await client.frames(3);
  expect(frames.map(({ opcode, payload }) => [opcode, payload.toString('latin1')])).toEqual([
    [1, 'a'],
    [1, 'b'],
    [8, '\x0f\xa0'],
  ]);
});

test('greets and floods before it closes', async () => {
  const client = server.client('close=4001&greet=hello&flood=5000&size=1000');
  expect(await client.ended()).toEqual({ code: 4001, reason: '' });
  expect(client.messages).toHaveLength(5001);
});
