import { expect, test } from 'vitest';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';
import { SAMPLE_ACCEPT } from '../testing/raw-client.ts';

const server = new EchoServerFixture();
const UPGRADE = 'Upgrade: websocket';
const CONNECTION = 'Connection: Upgrade';
const ACCEPT = `Sec-WebSocket-Accept: ${SAMPLE_ACCEPT}`;

test.each([
  ['', [UPGRADE, CONNECTION, ACCEPT]],
  ['accept=omit', [UPGRADE, CONNECTION]],
  ['upgrade=omit', [CONNECTION, ACCEPT]],
  ['upgrade=h2c', [CONNECTION, ACCEPT, 'Upgrade: h2c']],
  ['connection=omit', [UPGRADE, ACCEPT]],
  ['extensions=x-mux', [UPGRADE, CONNECTION, ACCEPT, 'Sec-WebSocket-Extensions: x-mux']],
  ['accept=omit&upgrade=omit&connection=omit', []],
])('"%s" answers 101 with %j', async (query, lines) => {
  const response = await server.handshake(query).response();
  expect(response).toMatchObject({ status: 101, lines });
});

test('accept=wrong is a digest, but of another key', async () => {
  const client = server.client('accept=wrong');
  await client.ended();
  expect(client.error?.message).toBe('Invalid Sec-WebSocket-Accept header');
});
