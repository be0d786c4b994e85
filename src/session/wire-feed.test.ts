import { beforeEach, describe, expect, it } from 'vitest';
import * as FrameFlag from '../bridge/frame-flag.ts';
import type { RelayInfo, WireEventBody, WireFrameChunk } from '../bridge/relay-feed.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import { judgeClients } from '../diagnosis/clients/judge-clients.ts';
import { Session } from './session.ts';
import type { WireFeed } from './wire-feed.ts';

const RELAY: RelayInfo = {
  relayKey: 'r1',
  url: 'ws://localhost:9998',
  target: 'ws://game.example:8080/lobby',
  timeOrigin: 1_000_000,
  edits: [],
  feed: 'ws://127.0.0.1:9996/feed',
};
const head = (bytes: string) => ({ bytes, length: bytes.length });
const REQUEST = head(
  'GET /lobby?room=1 HTTP/1.1\r\nHost: localhost:9998\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: binary, chat\r\n\r\n',
);
const RESPONSE = head(
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n',
);
const OPENING: readonly WireEventBody[] = [
  { type: 'accepted', connection: 1, client: '127.0.0.1:5000' },
  { type: 'connected', connection: 1, server: '10.0.0.1:8080' },
  { type: 'request', connection: 1, original: REQUEST },
  { type: 'response', connection: 1, status: 101, original: RESPONSE },
  { type: 'open', connection: 1, protocol: '', extensions: '' },
];

let session: Session;
let feed: WireFeed;

function tell(bodies: readonly WireEventBody[], chunks: readonly WireFrameChunk[] = []): void {
  const events = bodies.map((body, i) => ({ number: feed.cursor.event + i, time: 5 + i, ...body }));
  const last = chunks.at(-1);
  const frame = last ? last.firstFrame + last.count : feed.cursor.frame;
  const next = { event: feed.cursor.event + events.length, frame };
  session.captureWire(feed, { events, chunks, totals: [], next });
}

function chunk(firstFrame: number, ...frames: readonly (readonly [flags: number, payload: string])[]) {
  const payloads = frames.map(([, payload]) => new TextEncoder().encode(payload));
  const lengths = Uint32Array.from(payloads, ({ length }) => length);
  return {
    firstFrame,
    count: frames.length,
    connection: new Uint32Array(frames.length).fill(1),
    time: new Float64Array(frames.length).fill(20),
    flags: Uint32Array.from(frames, ([flags]) => flags | WireFlag.OnWire),
    length: lengths,
    wireLength: lengths,
    stored: lengths,
    buffered: new Uint32Array(frames.length),
    maskingKey: new Uint32Array(frames.length),
    bytes: new TextEncoder().encode(frames.map(([, payload]) => payload).join('')),
  };
}

const opcode = (value: number) => value << WireFlag.OPCODE_SHIFT;

beforeEach(() => {
  session = new Session({ browser: 'chrome' });
  feed = session.relayConnected(RELAY);
});

it('opens a connection whose first request was refused, and says so', () => {
  const refusal = head('HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n');
  session = new Session({ browser: 'chrome' });
  feed = session.relayConnected(RELAY);
  tell([...OPENING.slice(0, 3), { type: 'response', connection: 1, status: 401, original: refusal }]);
  expect(session.connections[0]?.state).toBe('failed');
  tell(OPENING.slice(2));
  const [connection] = session.connections;
  expect(connection?.state).toBe('open');
  expect(connection?.evidence.exchange?.response?.status).toBe(101);
  expect(connection?.wire?.notes[0]?.what).toContain('401 Unauthorized');
});

describe('the feed of a native relay', () => {
  it('makes connections with both handshakes, and says what a browser would mind of the answer', () => {
    tell(OPENING);
    const [connection] = session.connections;
    expect(connection).toMatchObject({
      state: 'open',
      opener: 'native-client',
      verdict: { cause: 'subprotocol-omitted', severity: 'warning', certainty: 'proved' },
      wire: { client: '127.0.0.1:5000', server: '10.0.0.1:8080', request: { original: REQUEST } },
      evidence: {
        url: 'ws://game.example:8080/lobby?room=1',
        protocols: ['binary', 'chat'],
        outcome: 'open',
        selectedProtocol: '',
        createdAt: 1_000_005,
        exchange: { response: { status: 101 } },
      },
    });
    expect(connection?.verdict?.evidence.map(({ witness }) => witness)).not.toContain('page');
    const clients = connection ? judgeClients(connection.evidence) : [];
    const connects = (id: string) => clients.find(({ client }) => client === id)?.connects;
    expect([connects('chrome-page'), connects('firefox-page')]).toEqual([false, true]);
  });

  it('keeps frames with what the wire shows of them, and counts them', () => {
    tell(OPENING, [
      chunk(0, [FrameFlag.Sent | opcode(1) | WireFlag.Fin, 'hi'], [opcode(9), 'p']),
      chunk(4, [opcode(1), 'x']),
    ]);
    const { frames } = session;
    expect([0, 1].map((row) => frames.type(row))).toEqual(['text', 'ping']);
    expect(frames.header(0)?.fin).toBe(true);
    expect(frames.marker(2)).toEqual({ kind: 'lost', count: 2 });
    expect(session.connections[0]).toMatchObject({ sent: { frames: 1, bytes: 2 }, received: { frames: 2 } });
    expect(session.lostFrames).toBe(2);
  });

  it('joins a violation to its frame, whichever comes first', () => {
    const violation = (frame: number): WireEventBody => ({
      type: 'violation',
      connection: 1,
      direction: 'received',
      frame,
      violation: 'reserved-bits',
      clause: 'RFC 6455 §5.2',
      what: 'RSV2 is set',
    });
    tell([...OPENING, violation(0)], [chunk(0, [opcode(1) | WireFlag.Violating, 'a'])]);
    tell([violation(0)], [chunk(1, [opcode(1), 'b'])]);
    expect(session.frames.violations(0)).toEqual([
      'RSV2 is set (RFC 6455 §5.2)',
      'RSV2 is set (RFC 6455 §5.2)',
    ]);
    expect(session.frames.violations(1)).toEqual([]);
    expect(session.connections[0]?.wire?.violationCount).toBe(2);
  });

  it('tells how it ended, as the client would see it', () => {
    tell(OPENING, [chunk(0, [opcode(8), ''])]);
    expect(session.connections[0]?.state).toBe('closing');
    tell([
      { type: 'half-closed', connection: 1, direction: 'received' },
      {
        type: 'ended',
        connection: 1,
        sentBytes: 10,
        receivedBytes: 20,
        sentClose: null,
        receivedClose: { code: 4001, reason: 'enough' },
      },
    ]);
    expect(session.connections[0]).toMatchObject({
      state: 'closed',
      evidence: { close: { code: 4001, reason: 'enough', wasClean: false } },
      wire: { notes: [{ what: 'The server ended its side of the connection (TCP FIN)' }], sentBytes: 10 },
    });
  });

  it('fails where the server refuses, and where it is out of reach', () => {
    tell([
      ...OPENING.slice(0, 3),
      { type: 'response', connection: 1, status: 403, original: head('HTTP/1.1 403 No\r\n\r\n') },
      { type: 'accepted', connection: 2, client: '127.0.0.1:5001' },
      {
        type: 'failed',
        connection: 2,
        stage: 'connect',
        code: 'ECONNREFUSED',
        message: 'Nothing listens there',
      },
    ]);
    expect(session.connections.map(({ state, evidence }) => [state, evidence.outcome])).toEqual([
      ['failed', 'failed'],
      ['failed', 'failed'],
    ]);
    expect(session.connections[1]?.wire?.notes[0]?.what).toBe('Nothing listens there (ECONNREFUSED)');
  });

  it('takes nothing twice, and ends what never ended when the relay is gone', () => {
    tell(OPENING, [chunk(0, [opcode(1), 'a'])]);
    session.captureWire(feed, {
      events: OPENING.map((body, number) => ({ number, time: 5, ...body })),
      chunks: [chunk(0, [opcode(1), 'a'])],
      totals: [],
      next: { event: OPENING.length, frame: 1 },
    });
    expect(session.connections).toHaveLength(1);
    expect(session.frames.endRow).toBe(1);
    session.relayGone(feed, 2_000_000);
    expect(session.connections[0]?.state).toBe('closed');
  });

  it('stays when the page navigates, and its recording can be read again once cleared', () => {
    const page = { documentKey: 'a', url: 'http://a/', timeOrigin: 0, top: true };
    session.documentConnected(page);
    tell(OPENING, [chunk(0, [opcode(1), 'a'])]);
    session.navigated({ ...page, documentKey: 'b', timeOrigin: 3_000_000 }, 3_000_000);
    expect(session.connections).toHaveLength(1);
    expect(session.frames.type(0)).toBe('text');
    const recorded = session.relayConnected(RELAY, 'session.jsonl');
    expect(session.relayConnected(RELAY, 'session.jsonl')).toBe(recorded);
    session.clear();
    expect(session.relayConnected(RELAY, 'session.jsonl')).not.toBe(recorded);
    expect(session.relayConnected(RELAY)).toBe(feed);
  });
});
