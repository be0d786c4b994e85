import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { get } from 'node:https';
import { text } from 'node:stream/consumers';
import type { TLSSocket } from 'node:tls';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { startEchoServer } from '../echo-server.ts';
import { RawClient } from '../testing/raw-client.ts';

async function start() {
  const log: string[] = [];
  const server = await startEchoServer({
    listen: ['0,tls=1,subprotocol=last'],
    log: ({ outcome }) => void log.push(outcome),
  });
  onTestFinished(() => server.close());
  const [listener] = server.listeners;
  if (!listener) throw new Error('No listener');
  return { ...listener, log };
}

test('echoes over TLS, with the other misbehaviours of its listener', async () => {
  const { url, port } = await start();
  expect(url).toBe(`wss://localhost:${port}`);
  const client = new WebSocket(`${url}/?greet=hi`, ['a', 'b'], { rejectUnauthorized: false });
  const [data] = (await once(client, 'message')) as [Buffer];
  expect([client.protocol, data.toString()]).toEqual(['b', 'hi']);
  client.close();
  await once(client, 'close');
});

test('shows the help page and the certificate over https', async () => {
  const { port, fingerprint } = await start();
  const request = get({ host: '127.0.0.1', port, rejectUnauthorized: false, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage & { socket: TLSSocket }];
  const { fingerprint256 } = response.socket.getPeerCertificate();
  expect(fingerprint256).toBe(fingerprint);
  expect(await text(response)).toContain('Socketscope echo server');
});

test('a client that does not trust it gets nowhere', async () => {
  const { url } = await start();
  const [error] = (await once(new WebSocket(url), 'error')) as [Error];
  expect(error.message).toMatch(/self.signed/);
});

test('ends a connection without TLS, and logs it', async () => {
  const { port, log } = await start();
  const client = new RawClient(port);
  client.sendHandshake('/');
  await client.ended();
  expect(client.bytes).toHaveLength(0);
  expect(log).toEqual(['no TLS: ERR_SSL_HTTP_REQUEST']);
});
