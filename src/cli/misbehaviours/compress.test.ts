import { expect, test } from 'vitest';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';
import { clientFrame } from '../testing/raw-client.ts';

const server = new EchoServerFixture();
const OFFER = 'Sec-WebSocket-Extensions: permessage-deflate';

test('compresses even a short message for a client that offers it', async () => {
  const client = server.handshake('compress=1', [OFFER]);
  client.socket.write(clientFrame(1, Buffer.from('aaaaaaaaaaaaaaaaaaaa')));
  const [frame] = await client.frames(1);
  expect((await client.response()).lines).toContain(OFFER);
  expect(frame?.rsv1).toBe(true);
  expect(frame?.payload.length).toBeLessThan(20);
});

test.each([
  ['', [OFFER]],
  ['compress=1', []],
])('"%s" with the offer %j does not compress', async (query, fields) => {
  const client = server.handshake(query, fields);
  client.socket.write(clientFrame(1, Buffer.from('aaaaaaaaaaaaaaaaaaaa')));
  const [frame] = await client.frames(1);
  expect(frame).toMatchObject({ rsv1: false, payload: Buffer.from('aaaaaaaaaaaaaaaaaaaa') });
});

test('a client reads it', async () => {
  const client = await server.client('compress=1').open();
  expect(client.socket.extensions).toBe('permessage-deflate');
  client.socket.send(Buffer.alloc(100_000, 1));
  expect((await client.message()).data).toEqual(Buffer.alloc(100_000, 1));
  await client.close();
});
