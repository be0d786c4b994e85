import { describe, expect, it } from 'vitest';
import type { CaptureEvent } from '../bridge/capture-event.ts';
import type { CaptureBatch, DocumentInfo } from '../bridge/channel.ts';
import type { FrameChunk } from '../bridge/frame-chunk.ts';
import * as FrameFlag from '../bridge/frame-flag.ts';
import { Session } from './session.ts';

const PAGE: DocumentInfo = { documentKey: 'page', url: 'http://localhost/', timeOrigin: 1_000, top: true };

const CREATED: CaptureEvent = {
  number: 0,
  time: 1,
  type: 'created',
  connection: 0,
  argument: 'ws://localhost:9999',
  url: 'ws://localhost:9999/',
  protocols: ['binary'],
  stack: '',
};
const OPEN: CaptureEvent = {
  number: 1,
  time: 2,
  type: 'open',
  connection: 0,
  protocol: 'binary',
  extensions: '',
};

function chunkOf(firstFrame: number, payloads: readonly string[], flags = 0): FrameChunk {
  const count = payloads.length;
  const lengths = Uint32Array.from(payloads, ({ length }) => length);
  return {
    firstFrame,
    count,
    connection: new Uint32Array(count),
    time: new Float64Array(count).fill(3),
    flags: new Uint8Array(count).fill(flags),
    length: lengths,
    stored: lengths,
    buffered: new Uint32Array(count),
    bytes: new TextEncoder().encode(payloads.join('')),
  };
}

function batchOf(
  events: readonly CaptureEvent[],
  chunks: readonly FrameChunk[],
  next: CaptureBatch['next'],
): CaptureBatch {
  return { events, chunks, totals: [], next };
}

function openSession() {
  const session = new Session({ browser: 'chrome' });
  const feed = session.documentConnected(PAGE);
  session.capture(feed, batchOf([CREATED, OPEN], [], { event: 2, frame: 0 }));
  return { session, feed };
}

describe('a session', () => {
  it('follows a connection from its construction to its close', () => {
    const { session, feed } = openSession();
    expect(session.connections[0]).toMatchObject({
      state: 'open',
      evidence: { createdAt: 1_001, openedAt: 1_002, selectedProtocol: 'binary' },
    });
    const called: CaptureEvent = {
      number: 2,
      time: 4,
      type: 'close-called',
      connection: 0,
      code: 4000,
      reason: 'x',
    };
    session.capture(feed, batchOf([called], [], { event: 3, frame: 0 }));
    expect(session.connections[0]).toMatchObject({
      state: 'closing',
      closeCalled: { time: 1_004, code: 4000 },
    });
    const close: CaptureEvent = {
      number: 3,
      time: 5,
      type: 'close',
      connection: 0,
      code: 4000,
      reason: 'x',
      wasClean: true,
    };
    session.capture(feed, batchOf([close], [], { event: 4, frame: 0 }));
    expect(session.connections[0]).toMatchObject({
      state: 'closed',
      verdict: { cause: 'close-application' },
    });
  });

  it('knows of the silence before a close, also where the frames come after it', () => {
    const { session, feed } = openSession();
    const close: CaptureEvent = {
      number: 2,
      time: 60_003,
      type: 'close',
      connection: 0,
      code: 1006,
      reason: '',
      wasClean: false,
    };
    session.capture(feed, batchOf([close], [chunkOf(0, ['a'])], { event: 3, frame: 1 }));
    expect(session.connections[0]).toMatchObject({
      evidence: { lastFrameAt: 1_003 },
      verdict: { cause: 'idle-timeout', happened: expect.stringContaining('60.0 s without a frame') },
    });
  });

  it('tells a close that came alone from one after an error', () => {
    for (const before of [[], [{ type: 'error' as const }]]) {
      const session = new Session({ browser: 'firefox' });
      const close = { type: 'close' as const, code: 1006, reason: '', wasClean: false };
      const events = [...before, close].map((body, i) =>
        Object.assign({ number: i + 1, time: 5, connection: 0 }, body),
      );
      const batch = batchOf([CREATED, ...events], [], { event: events.length + 1, frame: 0 });
      session.capture(session.documentConnected(PAGE), batch);
      expect(session.connections[0]).toMatchObject({
        state: 'failed',
        evidence: { isCloseAlone: before.length === 0 },
      });
    }
  });

  it('counts frames and bytes both ways', () => {
    const { session, feed } = openSession();
    const chunks = [chunkOf(0, ['ab', 'c'], FrameFlag.Sent), chunkOf(2, ['defg'])];
    session.capture(feed, batchOf([], chunks, { event: 2, frame: 3 }));
    expect(session.connections[0]).toMatchObject({
      sent: { frames: 2, bytes: 3 },
      received: { frames: 1, bytes: 4 },
      lost: 0,
    });
    expect(session.frames.connection(2)).toBe(session.connections[0]?.id);
  });

  it('takes in nothing twice when a document comes again after a reconnection', () => {
    const { session, feed } = openSession();
    const batch = batchOf([CREATED, OPEN], [chunkOf(0, ['a'])], { event: 2, frame: 1 });
    session.capture(feed, batch);
    expect(session.documentConnected(PAGE)).toBe(feed);
    session.capture(feed, batch);
    expect(session.connections).toHaveLength(1);
    expect(session.connections[0]?.received.frames).toBe(1);
    expect(feed.cursor).toEqual({ event: 2, frame: 1 });
  });

  it('marks the place of lost frames, and counts them where it is told whose they were', () => {
    const { session, feed } = openSession();
    const totals = [{ connection: 0, sent: 0, received: 6, sentBytes: 0, receivedBytes: 60 }];
    session.capture(feed, {
      events: [],
      chunks: [chunkOf(5, ['a'])],
      totals,
      next: { event: 2, frame: 6 },
    });
    expect(session.frames.marker(0)).toEqual({ kind: 'lost', count: 5 });
    expect(session.lostFrames).toBe(5);
    expect(session.connections[0]).toMatchObject({ lost: 5, received: { frames: 6, bytes: 60 } });
  });

  it('reads the Blob of a frame, whichever of the two comes first', async () => {
    const { session, feed } = openSession();
    const blob: CaptureEvent = {
      number: 2,
      time: 3,
      type: 'blob',
      payloadOf: 0,
      blob: new Blob([Uint8Array.of(1, 2)]),
    };
    session.capture(feed, batchOf([blob], [], { event: 3, frame: 0 }));
    const read = new Promise<void>((resolve) => {
      session.subscribe(() => {
        if (session.frames.endRow === 1 && !session.frames.isPending(0)) resolve();
      });
    });
    const pending = chunkOf(0, [''], FrameFlag.Binary | FrameFlag.Pending);
    session.capture(feed, batchOf([], [pending], { event: 3, frame: 1 }));
    await read;
    expect([...session.frames.payload(0)]).toEqual([1, 2]);
  });

  it('keeps the hash of a payload that was cut with its frame, and once', () => {
    const { session, feed } = openSession();
    const chunk = { ...chunkOf(0, ['ab', 'c']), length: Uint32Array.of(20, 1), hash: 7 };
    session.capture(feed, batchOf([], [chunk], { event: 2, frame: 2 }));
    session.capture(feed, batchOf([], [chunk, chunkOf(2, ['d'])], { event: 2, frame: 3 }));
    expect([0, 1, 2].map((row) => session.frames.hash(row))).toEqual([7, undefined, undefined]);
  });

  it('records a constructor that threw as a connection that failed', () => {
    const session = new Session({ browser: 'chrome' });
    const threw: CaptureEvent = {
      number: 0,
      time: 1,
      type: 'constructor-threw',
      connection: 0,
      argument: 'ws://localhost/',
      protocols: ['has space'],
      stack: '',
      name: 'SyntaxError',
      message: 'The subprotocol is invalid.',
    };
    session.capture(session.documentConnected(PAGE), batchOf([threw], [], { event: 1, frame: 0 }));
    expect(session.connections[0]).toMatchObject({
      state: 'failed',
      verdict: { cause: 'subprotocol-invalid' },
    });
  });

  it('ends what a document had open when it is gone', () => {
    const { session } = openSession();
    session.documentGone('page', 2_000);
    expect(session.connections[0]?.state).toBe('closed');
  });

  it('starts anew when the tab navigates, unless it preserves', () => {
    for (const preserve of [false, true]) {
      const { session } = openSession();
      session.preserve = preserve;
      const next = { ...PAGE, documentKey: 'next', url: 'http://localhost/next', timeOrigin: 5_000 };
      session.navigated(next, 5_000);
      expect(session.connections.map(({ state }) => state)).toEqual(preserve ? ['closed'] : []);
      expect(session.frames.marker(session.frames.firstRow)).toEqual({ kind: 'navigation', url: next.url });
    }
  });

  it('forgets on clear what has ended, and keeps counting what is open from 0', () => {
    const { session, feed } = openSession();
    session.capture(feed, batchOf([], [chunkOf(0, ['a'])], { event: 2, frame: 1 }));
    session.clear();
    expect(session.connections[0]).toMatchObject({ state: 'open', received: { frames: 0, bytes: 0 } });
    session.capture(feed, batchOf([], [chunkOf(1, ['bc'])], { event: 2, frame: 2 }));
    expect(session.connections[0]?.received).toEqual({ frames: 1, bytes: 2 });
    session.documentGone('page', 2_000);
    session.clear();
    expect(session.connections).toEqual([]);
  });

  it('undoes a clear: what had ended is back, and counts go on', () => {
    const { session, feed } = openSession();
    session.capture(feed, batchOf([], [chunkOf(0, ['ab', 'c'])], { event: 2, frame: 2 }));
    const closed = { number: 2, time: 5, type: 'close', connection: 0, code: 1000, reason: '' } as const;
    session.capture(feed, batchOf([{ ...closed, wasClean: true }], [], { event: 3, frame: 2 }));
    const again = { ...CREATED, number: 3, connection: 1 };
    session.capture(feed, batchOf([again], [], { event: 4, frame: 2 }));
    session.clear();
    session.capture(
      feed,
      batchOf([{ ...again, number: 4, connection: 2 }], [chunkOf(2, ['d'])], { event: 5, frame: 3 }),
    );
    expect(session.connections.map(({ id }) => id)).toEqual([2, 3]);
    expect(session.undoClear()).toBe(true);
    expect(session.connections.map(({ id }) => id)).toEqual([1, 2, 3]);
    expect(session.connections[0]?.received).toEqual({ frames: 2, bytes: 3 });
    expect(session.frames.endRow - session.frames.firstRow).toBe(3);
    expect(session.undoClear()).toBe(false);
  });

  it('joins what Firefox saw of a handshake to its connection, in whichever order they come', () => {
    const step = {
      step: 'response',
      requestId: '1',
      url: 'ws://localhost:9999/',
      time: 1_002,
      statusCode: 101,
      statusLine: 'HTTP/1.1 101 Switching Protocols',
      responseHeaders: [],
    } as const;
    const { session } = openSession();
    session.handshakeStep(step);
    expect(session.connections[0]?.evidence.exchange?.response?.status).toBe(101);

    const early = new Session({ browser: 'firefox' });
    early.handshakeStep(step);
    early.capture(early.documentConnected(PAGE), batchOf([CREATED], [], { event: 1, frame: 0 }));
    expect(early.connections[0]?.evidence.exchange?.response?.status).toBe(101);
  });
});
