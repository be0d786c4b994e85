import { once } from 'node:events';
import { deflateRawSync, constants } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import type { AddressInfo } from 'node:net';
import { observe } from '../../wire/testing/observe.ts';
import { wireFrame } from '../../wire/testing/wire-frame.ts';
import { entriesOf, relayFor } from '../testing/relay-fixture.ts';
import { ZlibInflater } from './zlib-inflater.ts';

const TEXTS = Array.from({ length: 6 }, (_, i) => `{"op":"move","player":"Ä${i}","x":${i * 3}}`.repeat(20));

async function echoThrough(deflate: object, options: object = {}) {
  const server = new WebSocketServer({
    port: 0,
    host: '127.0.0.1',
    perMessageDeflate: { threshold: 0, ...deflate },
  });
  onTestFinished(() => server.close());
  server.on('connection', (socket) => socket.on('message', (data, binary) => socket.send(data, { binary })));
  await once(server, 'listening');
  const relay = await relayFor(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/`, options);
  const client = new WebSocket(relay.url, { perMessageDeflate: { threshold: 0, ...deflate } });
  onTestFinished(() => client.terminate());
  await once(client, 'open');
  for (const text of TEXTS) client.send(text);
  return relay;
}

it.for([
  ['a window that lasts', {}],
  ['a window for each message', { clientNoContextTakeover: true, serverNoContextTakeover: true }],
  ['small windows', { clientMaxWindowBits: 9, serverMaxWindowBits: 9 }],
] as const)('inflates what comes with %s, both ways', async ([, deflate]) => {
  const relay = await echoThrough(deflate);
  const frames = await entriesOf(relay, 'frame', TEXTS.length * 2);
  for (const direction of ['sent', 'received'] as const) {
    const inflated = frames.filter((frame) => frame.direction === direction);
    expect(inflated.map(({ text }) => text)).toEqual(TEXTS);
    expect(inflated.every((frame) => frame.inflated && frame.rsv1)).toBe(true);
    expect(inflated.every(({ length, wireLength }) => wireLength < length)).toBe(true);
  }
});

it('sees no compression where the offer is left out', async () => {
  const relay = await echoThrough({}, { deflate: false });
  const frames = await entriesOf(relay, 'frame', TEXTS.length * 2);
  expect(frames.some(({ rsv1, inflated }) => rsv1 ?? inflated)).toBe(false);
  const [edit] = await entriesOf(relay, 'edit');
  expect(edit).toMatchObject({ why: 'no-deflate', field: 'Sec-WebSocket-Extensions', after: null });
});

const compressed = (text: string | Buffer) =>
  deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH }).subarray(0, -4);
const options = (noContextTakeover: boolean) => ({
  direction: 'received' as const,
  negotiated: { deflate: true, other: false },
  inflater: new ZlibInflater({ noContextTakeover, windowBits: 15 }),
});

it('puts the whole message on the last of its fragments', () => {
  const bytes = compressed('hello, hello, hello');
  const { frames, events } = observe(
    [
      wireFrame({ opcode: 1, rsv: 4, fin: false, payload: bytes.subarray(0, 5) }),
      wireFrame({ opcode: 9, payload: 'ping' }),
      wireFrame({ opcode: 0, payload: bytes.subarray(5) }),
    ],
    options(true),
  );
  expect(events).toEqual([]);
  expect(frames.map(({ payload }) => new TextDecoder().decode(payload)).slice(1)).toEqual([
    'ping',
    'hello, hello, hello',
  ]);
  expect(frames[0]).toMatchObject({ length: 5, wireLength: 5 });
});

it('gives up on what builds upon a message that cannot be inflated, and goes on where nothing does', () => {
  const bytes = [
    wireFrame({ opcode: 2, rsv: 4, payload: Uint8Array.of(0xff, 0xff, 0xff) }),
    wireFrame({ opcode: 1, rsv: 4, payload: compressed('fine') }),
  ];
  const lasting = observe(bytes, options(false));
  expect(lasting.events).toMatchObject([
    { violation: 'deflate-invalid' },
    { type: 'unread', from: 'inflate' },
  ]);
  const forgetting = observe(bytes, options(true));
  expect(forgetting.events).toMatchObject([{ violation: 'deflate-invalid' }]);
  expect(new TextDecoder().decode(forgetting.frames[1]?.payload)).toBe('fine');
});

it('bounds what a message may be inflated to', () => {
  const bomb = compressed(Buffer.alloc(40 << 20));
  const { frames, events } = observe([wireFrame({ opcode: 2, rsv: 4, payload: bomb })], options(false));
  expect(frames[0]).toMatchObject({ length: bomb.length });
  expect(events).toMatchObject([{ type: 'unread', from: 'inflate' }]);
});
