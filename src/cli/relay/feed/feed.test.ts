import { once } from 'node:events';
import { get } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { json } from 'node:stream/consumers';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { FEED_VERSION, type RelayList, type WireBatch } from '../../../bridge/relay-feed.ts';
import { parseWireBatch } from '../../../bridge/wire-batch-bytes.ts';
import { parseRelayList } from '../../../bridge/wire-event-schema.ts';
import { echoRelay } from '../../testing/echo-relay.ts';

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function ask(
  port: number,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: unknown }> {
  const request = get({ host: '127.0.0.1', port, path: '/relays', headers });
  const [response] = await once(request, 'response');
  return { status: response.statusCode, body: await json(response) };
}

async function listed(port: number): Promise<RelayList['relays']> {
  const parsed = parseRelayList((await ask(port)).body);
  if (!parsed.ok) throw new Error(parsed.why);
  return parsed.list.relays;
}

class Puller {
  readonly socket: WebSocket;
  readonly batches: WireBatch[] = [];

  constructor(url: string, origin = 'chrome-extension://abcdefghijklmnop') {
    this.socket = new WebSocket(url, { origin });
    this.socket.binaryType = 'arraybuffer';
    onTestFinished(() => this.socket.terminate());
  }

  async pull(cursor = this.batches.at(-1)?.next ?? { event: 0, frame: 0 }): Promise<WireBatch> {
    if (this.socket.readyState === WebSocket.CONNECTING) await once(this.socket, 'open');
    this.socket.send(JSON.stringify({ version: FEED_VERSION, type: 'ready', cursor }));
    const [message] = await once(this.socket, 'message');
    const parsed = parseWireBatch(message);
    if (!parsed.ok) throw new Error(parsed.why);
    this.batches.push(parsed.batch);
    return parsed.batch;
  }
}

it.for([
  ['an extension of Chrome', { origin: 'chrome-extension://abc' }, 200],
  ['an extension of Firefox', { origin: 'moz-extension://0-1-2' }, 200],
  ['a program', {}, 200],
  ['an extension that may read the answer', { 'sec-fetch-mode': 'cors' }, 200],
  ['a page', { origin: 'http://localhost:8000' }, 403],
  ['a page of no origin', { origin: 'null' }, 403],
  ['a page that pretends', { origin: 'http://x/chrome-extension://abc' }, 403],
  ['an image in a page', { 'sec-fetch-mode': 'no-cors' }, 403],
  ['a navigation', { 'sec-fetch-mode': 'navigate' }, 403],
  ['a name that leads here', { host: 'attacker.example:9997' }, 403],
] as const)('is asked by %s: %o leads to %i', async ([, headers, status]) => {
  const discovery = await freePort();
  await echoRelay({ discovery });
  expect((await ask(discovery, headers)).status).toBe(status);
});

it('gives each puller everything from its cursor on, as soon as there is anything', async () => {
  const discovery = await freePort();
  const { relay, client } = await echoRelay({ discovery });
  const [info] = await listed(discovery);
  expect(info).toMatchObject({ url: relay.url, target: relay.target, edits: [] });
  const feed = info?.feed ?? '';
  const early = new Puller(feed);
  const first = early.pull();
  await client.open();
  client.socket.send('hello');
  await client.text();
  await first;
  const late = new Puller(feed);
  let frames = 0;
  while (frames < 2) frames += (await late.pull()).chunks.reduce((n, { count }) => n + count, 0);
  expect(late.batches.flatMap(({ events }) => events).map(({ type }) => type)).toEqual([
    'accepted',
    'connected',
    'request',
    'response',
    'open',
  ]);
  const again = late.pull();
  client.socket.send('more');
  const { chunks } = await again;
  expect(chunks.map(({ firstFrame }) => firstFrame)).toEqual([2]);
  expect(new TextDecoder().decode(chunks[0]?.bytes.subarray(0, 4))).toBe('more');
});

it('refuses a page at its feed, and what it does not understand', async () => {
  const discovery = await freePort();
  await echoRelay({ discovery });
  const [info] = await listed(discovery);
  const page = new WebSocket(info?.feed ?? '', { origin: 'http://localhost' });
  const [error] = await once(page, 'error');
  expect(error.message).toContain('403');
  const { socket } = new Puller(info?.feed ?? '');
  await once(socket, 'open');
  socket.send('{"version":1,"type":"ready","cursor":{"event":-1}}');
  const [code] = await once(socket, 'close');
  expect(code).toBe(4000);
});

it('lists all relays of the machine, also when the one that had the port is gone', async () => {
  const discovery = await freePort();
  const relays = [];
  for (let i = 0; i < 3; i++) relays.push((await echoRelay({ discovery })).relay);
  const urls = relays.map(({ url }) => url);
  expect((await listed(discovery)).map(({ url }) => url)).toEqual(urls);
  expect(relays.every(({ isKnown }) => isKnown)).toBe(true);
  await relays[0]?.close();
  const found = async () =>
    await listed(discovery).then(
      (list) => list.map(({ url }) => url).sort(),
      () => [],
    );
  await expect.poll(found, { timeout: 5000 }).toEqual(urls.slice(1).sort());
});

it('says that another program has its port, and takes it when that is gone', async () => {
  const other = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const discovery = (other.address() as AddressInfo).port;
  const { relay } = await echoRelay({ discovery });
  expect(relay.isKnown).toBe(false);
  other.close();
  await expect.poll(() => relay.isKnown, { timeout: 5000 }).toBe(true);
});
