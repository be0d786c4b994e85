import { expect, test } from 'vitest';
import { EchoServerFixture } from '../testing/echo-server-fixture.ts';

const server = new EchoServerFixture();

async function answered(query: string, offered?: string): Promise<string[]> {
  const fields = offered === undefined ? [] : [`Sec-WebSocket-Protocol: ${offered}`];
  const { status, lines } = await server.handshake(query, fields).response();
  expect(status).toBe(101);
  return lines.filter((line) => line.startsWith('Sec-WebSocket-Protocol:'));
}

test.each([
  ['', ['Sec-WebSocket-Protocol: binary']],
  ['subprotocol=first', ['Sec-WebSocket-Protocol: binary']],
  ['subprotocol=last', ['Sec-WebSocket-Protocol: base64']],
  ['subprotocol=omit', []],
  ['subprotocol=list', ['Sec-WebSocket-Protocol: binary, base64']],
  ['subprotocol=repeat', ['Sec-WebSocket-Protocol: binary', 'Sec-WebSocket-Protocol: binary']],
  ['subprotocol=upper', ['Sec-WebSocket-Protocol: BINARY']],
  ['subprotocol=empty', ['Sec-WebSocket-Protocol: ']],
  ['subprotocol=mqtt', ['Sec-WebSocket-Protocol: mqtt']],
])('offered two, "%s" answers %j', async (query, lines) => {
  expect(await answered(query, 'binary, base64')).toEqual(lines);
});

test.each([
  ['', []],
  ['subprotocol=list', []],
  ['subprotocol=repeat', []],
  ['subprotocol=None', ['Sec-WebSocket-Protocol: None']],
])('offered none, "%s" answers %j', async (query, lines) => {
  expect(await answered(query)).toEqual(lines);
});

test('answers a name in capitals in small letters', async () => {
  expect(await answered('subprotocol=upper', 'MQTT')).toEqual(['Sec-WebSocket-Protocol: mqtt']);
});

test('takes an empty request header as none', async () => {
  expect(await answered('', '')).toEqual([]);
  expect(await answered('', ' , ')).toEqual([]);
  expect(await answered('', ', binary')).toEqual(['Sec-WebSocket-Protocol: binary']);
});

test('a value cannot add header lines', async () => {
  const { status, body } = await server.handshake('subprotocol=a%0d%0aSet-Cookie:%20b').response();
  expect(status).toBe(400);
  expect(body).toContain('control characters');
});
