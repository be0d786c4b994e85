import { describe, expect, it } from 'vitest';
import * as FrameFlag from '../bridge/frame-flag.ts';
import type { WireEventBody, WireFrameChunk } from '../bridge/relay-feed.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import type { Connection } from '../session/connection.ts';
import { Session } from '../session/session.ts';
import { compareHandshakes } from './compare-handshakes.ts';
import { conversationOf } from './messages.ts';
import { pairMessages } from './pair-messages.ts';
import { remarksOn } from './remarks.ts';

const encoder = new TextEncoder();
const head = (bytes: string) => ({ bytes, length: bytes.length });

/** Columns of frames of connection 1, each with its flags and its payload. */
function columns(frames: readonly (readonly [flags: number, payload: string])[]) {
  const lengths = Uint32Array.from(frames, ([, payload]) => encoder.encode(payload).length);
  return {
    firstFrame: 0,
    count: frames.length,
    connection: new Uint32Array(frames.length).fill(1),
    time: new Float64Array(frames.length),
    length: lengths,
    stored: lengths,
    buffered: new Uint32Array(frames.length),
    bytes: encoder.encode(frames.map(([, payload]) => payload).join('')),
  };
}

function onWire(frames: readonly (readonly [flags: number, payload: string])[]): WireFrameChunk {
  return {
    ...columns(frames),
    flags: Uint32Array.from(frames, ([flags]) => flags | WireFlag.OnWire),
    wireLength: new Uint32Array(frames.length),
    maskingKey: new Uint32Array(frames.length),
  };
}

const opcode = (value: number, fin = true) =>
  (value << WireFlag.OPCODE_SHIFT) |
  (fin ? WireFlag.Fin : 0) |
  (value === 2 || value > 7 ? FrameFlag.Binary : 0);

/** A native client that offers nothing and gets through, and a page that offers `binary` and is refused for it. */
function twoClients(): { session: Session; native: Connection; page: Connection } {
  const session = new Session({ browser: 'firefox' });
  const target = 'ws://localhost:9999/';
  const feed = session.relayConnected({
    relayKey: 'r',
    url: 'ws://localhost:9998',
    target,
    timeOrigin: 0,
    edits: [],
    feed: '',
  });
  const events: WireEventBody[] = [
    { type: 'accepted', connection: 1, client: '127.0.0.1:5000' },
    {
      type: 'request',
      connection: 1,
      original: head('GET / HTTP/1.1\r\nHost: localhost:9998\r\nSec-WebSocket-Key: a\r\n\r\n'),
    },
    {
      type: 'response',
      connection: 1,
      status: 101,
      original: head('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n'),
    },
    { type: 'open', connection: 1, protocol: '', extensions: '' },
  ];
  session.captureWire(feed, {
    events: events.map((body, number) => ({ number, time: 1, ...body })),
    chunks: [
      onWire([
        [FrameFlag.Sent | opcode(1), 'join'],
        [opcode(1, false), 'wel'],
        [opcode(9), 'are you there?'],
        [opcode(0), 'come'],
        [FrameFlag.Sent | opcode(1), 'move'],
      ]),
    ],
    totals: [],
    next: { event: events.length, frame: 5 },
  });
  const document = { documentKey: 'd', url: 'http://localhost:8080/', timeOrigin: 0, top: true };
  const page = session.documentConnected(document);
  const time = 2;
  session.capture(page, {
    events: [
      {
        number: 0,
        time,
        type: 'created',
        connection: 1,
        argument: target,
        url: target,
        protocols: ['binary'],
        stack: '',
      },
      { number: 1, time, type: 'error', connection: 1 },
    ],
    chunks: [
      {
        ...columns([
          [FrameFlag.Sent, 'join'],
          [0, 'welcome'],
          [FrameFlag.Sent, 'jump'],
          [FrameFlag.Sent, 'move'],
        ]),
        flags: Uint8Array.of(FrameFlag.Sent, 0, FrameFlag.Sent, FrameFlag.Sent),
      },
    ],
    totals: [],
    next: { event: 2, frame: 4 },
  });
  session.handshakeStep({
    requestId: '1',
    url: target,
    time,
    step: 'request',
    requestHeaders: [
      { name: 'host', value: 'localhost:9999' },
      { name: 'Origin', value: 'http://localhost:8080' },
      { name: 'Sec-WebSocket-Key', value: 'b' },
      { name: 'Sec-WebSocket-Protocol', value: 'binary' },
    ],
  });
  const [native, other] = session.connections;
  if (!native || !other) throw new Error('Two connections were made');
  return { session, native, page: other };
}

describe('a native client beside the page', () => {
  it('differs in the facts of its handshake, by header whatever its case', () => {
    const { native, page } = twoClients();
    const pairs = compareHandshakes(native, page);
    expect(pairs.map(({ part, name, comparison }) => [part, name, comparison])).toEqual([
      ['asked', 'URL', 'same'],
      ['asked', 'Subprotocols', 'differs'],
      ['asked', 'Host', 'differs'],
      ['asked', 'Sec-WebSocket-Key', 'expected'],
      ['asked', 'Origin', 'differs'],
      ['answered', 'Outcome', 'differs'],
      ['answered', 'Status', 'unknown'],
      ['answered', 'Subprotocol', 'unknown'],
      ['answered', 'Upgrade', 'unknown'],
    ]);
    expect(pairs[4]?.values).toEqual([null, 'http://localhost:8080']);
  });

  it('has its messages put together from fragments, and beside those of the page that are the same', () => {
    const { session, native, page } = twoClients();
    const wire = conversationOf(session.frames, native.id);
    expect(wire).toMatchObject({ controlFrames: 1, isCut: false });
    const [one, other] = [native, page].map(({ id }) =>
      conversationOf(session.frames, id).messages.filter(({ direction }) => direction === 'sent'),
    );
    const text = (message: { payload: Uint8Array } | null) =>
      message && new TextDecoder().decode(message.payload);
    expect(
      pairMessages(one ?? [], other ?? []).map((pair) => [text(pair.one), pair.isSame, text(pair.other)]),
    ).toEqual([
      ['join', true, 'join'],
      [null, false, 'jump'],
      ['move', true, 'move'],
    ]);
    const received = wire.messages.filter(({ direction }) => direction === 'received');
    expect(received.map((message) => [text(message), message.rows.length])).toEqual([['welcome', 2]]);
  });

  it('is said to differ in what makes games fail', () => {
    const { session, native, page } = twoClients();
    const side = (name: string, connection: Connection) => ({
      name,
      connection,
      conversation: conversationOf(session.frames, connection.id),
    });
    const remarks = remarksOn(side('the native client', native), side('the page', page));
    expect(remarks[0]).toMatch(/^The native client opened, the page failed/);
    expect(remarks).toContain(
      'The native client offers no subprotocol, the page offers the subprotocol `binary`.',
    );
    expect(remarks[1]).toMatch(
      /^The server selects no subprotocol for the native client\. If it selects none of `binary`/,
    );
    expect(remarks).toContain(
      'The native client sends no `Origin`, the page sends the `Origin` `http://localhost:8080`.',
    );
    expect(remarksOn(side('the page', page), side('the page', page))).toEqual([]);
  });
});
