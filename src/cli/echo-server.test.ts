import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { expect, onTestFinished, test } from 'vitest';
import { type EchoListener, type RunningEchoServer, startEchoServer } from './echo-server.ts';
import { EchoServerFixture } from './testing/echo-server-fixture.ts';
import { RawClient } from './testing/raw-client.ts';
import { TestClient } from './testing/test-client.ts';

const server = new EchoServerFixture();
const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

test('returns every message byte for byte with its type, and selects the first subprotocol', async () => {
  const client = await server.client('', ['binary', 'base64']).open();
  expect(client.socket.protocol).toBe('binary');
  const messages = [
    { data: everyByte, binary: true },
    { data: Buffer.alloc(0), binary: true },
    { data: Buffer.from('\u0000 ä € 😀 \ufeff'), binary: false },
    { data: Buffer.alloc(0), binary: false },
    { data: Buffer.alloc(70_000, 'x'), binary: false },
    { data: Buffer.alloc(10_000_000, everyByte), binary: true },
  ];
  for (const { data, binary } of messages) client.socket.send(data, { binary });
  for (const { data, binary } of messages) {
    const echo = await client.message();
    expect(echo.binary).toBe(binary);
    expect(echo.data.equals(data)).toBe(true);
  }
  await client.close();
});

test.each([
  [1000, ''],
  [3000, 'bye'],
  [4999, 'é'.repeat(61)],
  [undefined, undefined],
])('mirrors the close code %s', async (code, reason) => {
  const client = await server.client().open();
  expect(await client.close(code, reason)).toEqual({ code: code ?? 1005, reason: reason ?? '' });
});

test('offers no compression', async () => {
  const client = await server.client().open();
  expect(client.socket.extensions).toBe('');
  await client.close();
});

test('accepts any path, on IPv6 too', async () => {
  const client = new TestClient(`ws://[::1]:${server.port}/lobby/7?greet=hi`, [], {});
  expect(await client.text()).toBe('hi');
  await client.close();
});

test('waits for a client that does not read its echoes', async () => {
  const client = await server.client().open();
  client.socket.pause();
  const chunk = Buffer.alloc(1_000_000);
  let written = 0;
  for (let sent = 0; sent < 100; sent += 1) {
    client.socket.send(chunk, () => {
      written += 1;
    });
  }
  for (let turn = 0; turn < 20; turn += 1) await server.handshake().response();
  expect(written).toBeLessThan(60);
  client.socket.resume();
  for (let received = 0; received < 100; received += 1) await client.message();
  await client.close();
});

test('refuses an unknown misbehaviour in the query, and says which there are', async () => {
  const { status, body } = await server.handshake('subprotokol=omit').response();
  expect(status).toBe(400);
  expect(body).toMatch(/Unknown misbehaviour "subprotokol".* subprotocol,/);
  expect(server.log.at(-1)).toContain('400 Unknown misbehaviour "subprotokol"');
});

test('the query wins over its listener, name by name', async () => {
  const running = await startEchoServer({ listen: ['0,subprotocol=omit,greet=a%2Cb', '0'] });
  const [listener, good] = running.listeners;
  const as = new TestClient(`${listener?.url}`, ['x'], {});
  await as.ended();
  expect(as.error?.message).toBe('Server sent no subprotocol');
  const overlaid = await new TestClient(`${listener?.url}/?subprotocol=last`, ['x', 'y'], {}).open();
  expect(overlaid.socket.protocol).toBe('y');
  expect(await overlaid.text()).toBe('a,b');
  expect((await new TestClient(`${good?.url}`, ['x'], {}).open()).socket.protocol).toBe('x');
  await running.close();
});

test('ends its connections with 1001, silent ones and those in the middle of a handshake too', async () => {
  const running = await startEchoServer({ listen: ['0'] });
  const { port, url } = firstListener(running);
  const unanswered = ['reply=none', 'delay=60000'].map((query) => {
    const client = new RawClient(port);
    client.sendHandshake(`/?${query}`);
    return client;
  });
  // Connections are accepted in order: when this one is open, those have been seen.
  const client = await new TestClient(url, [], {}).open();
  await running.close();
  expect(await client.ended()).toEqual({ code: 1001, reason: 'The echo server was stopped' });
  for (const raw of unanswered) {
    await raw.ended();
    expect(raw.bytes).toHaveLength(0);
  }
});

test('a client that does not answer the close cannot hold it up', async () => {
  const running = await startEchoServer({ listen: ['0'] });
  const client = await new TestClient(firstListener(running).url, [], {}).open();
  client.socket.pause();
  await running.close();
  client.socket.resume();
  await client.ended();
});

test('says that a port is in use and what to do, and leaves nothing listening', async () => {
  const taken = await occupiedPort('127.0.0.1');
  const free = await startEchoServer({ listen: ['0'] });
  const { port } = firstListener(free);
  await free.close();
  await expect(startEchoServer({ listen: [String(port), String(taken)] })).rejects.toThrow(
    `Port ${taken} is already in use. Stop the program that listens there, or choose another port: --listen ${taken - 1}`,
  );
  await (await startEchoServer({ listen: [String(port)] })).close();
});

test('sees a port that is taken on IPv6 only', async () => {
  const taken = await occupiedPort('::1');
  await expect(startEchoServer({ listen: [String(taken)] })).rejects.toThrow(/already in use/);
});

test('listens on the loopback interface only', async () => {
  const outside = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .find(({ internal, scopeid }) => !internal && !scopeid);
  if (!outside) return;
  const socket = connect(server.port, outside.address);
  await expect(once(socket, 'connect')).rejects.toThrow(/ECONNREFUSED/);
});

function firstListener({ listeners: [listener] }: RunningEchoServer): EchoListener {
  if (!listener) throw new Error('No listener');
  return listener;
}

async function occupiedPort(host: string): Promise<number> {
  const other = createServer().listen(0, host);
  await once(other, 'listening');
  onTestFinished(() => void other.close());
  return (other.address() as AddressInfo).port;
}
