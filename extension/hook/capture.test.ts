import { beforeEach, describe, expect, it } from 'vitest';
import type { CaptureBatch, CaptureMessage, Cursor } from '../../src/bridge/channel.ts';
import { fnv1a } from '../../src/bridge/fnv1a.ts';
import * as FrameFlag from '../../src/bridge/frame-flag.ts';
import { Capture } from './capture.ts';
import type { ObservedConnection } from './observed-connection.ts';

const START: Cursor = { event: 0, frame: 0 };

describe('Capture', () => {
  let posted: CaptureMessage[];
  let capture: Capture;

  beforeEach(() => {
    posted = [];
    capture = new Capture((message) => posted.push(message));
  });

  const batches = (listener: string): CaptureBatch[] =>
    posted.flatMap((message) =>
      message.type === 'batch' && message.listener === listener ? [message.batch] : [],
    );
  const ready = (listener: string, cursor: Cursor) => capture.ready(listener, cursor);
  const frames = (batch: CaptureBatch | undefined) =>
    batch?.chunks.reduce((count, chunk) => count + chunk.count, 0) ?? 0;

  function open(): ObservedConnection {
    const connection = capture.connection();
    const { number } = connection;
    capture.event(connection, { type: 'open', connection: number, protocol: '', extensions: '' }, 0);
    return connection;
  }

  it('announces the first connection of the document, and only that', () => {
    open();
    open();
    expect(posted.filter(({ type }) => type === 'announce')).toHaveLength(1);
  });

  it('posts nothing while nobody listens', () => {
    const connection = open();
    posted = [];
    for (let i = 0; i < 100; i++) capture.frame(connection, 0, 'tick', 0);
    expect(posted).toEqual([]);
  });

  it('gives a late listener everything at once, and the next frame as soon as it comes', () => {
    const connection = open();
    capture.frame(connection, 0, 'before', 0);
    ready('panel', START);
    expect(frames(batches('panel')[0])).toBe(1);
    expect(batches('panel')[0]?.events).toHaveLength(1);
    ready('panel', batches('panel')[0]?.next ?? START);
    expect(batches('panel')).toHaveLength(1);
    capture.frame(connection, 0, 'after', 0);
    expect(frames(batches('panel')[1])).toBe(1);
  });

  it('collects while a listener is busy', () => {
    const connection = open();
    ready('panel', START);
    for (let i = 0; i < 500; i++) capture.frame(connection, FrameFlag.Sent, 'tick', 0);
    expect(batches('panel')).toHaveLength(1);
    ready('panel', batches('panel')[0]?.next ?? START);
    expect(frames(batches('panel')[1])).toBe(500);
  });

  it('serves two listeners each from its own place', () => {
    const connection = open();
    capture.frame(connection, 0, '1', 0);
    ready('a', START);
    capture.frame(connection, 0, '2', 0);
    ready('b', START);
    ready('a', batches('a')[0]?.next ?? START);
    expect(batches('a').map(frames)).toEqual([1, 1]);
    expect(batches('b').map(frames)).toEqual([2]);
  });

  it('resumes where a listener says it stands, after the way between them broke', () => {
    const connection = open();
    for (let i = 0; i < 10; i++) capture.frame(connection, 0, `${i}`, 0);
    ready('panel', START);
    capture.detach('panel');
    capture.frame(connection, 0, '10', 0);
    expect(batches('panel')).toHaveLength(1);
    ready('panel', { event: 1, frame: 10 });
    expect(batches('panel')[1]).toMatchObject({ events: [], chunks: [{ firstFrame: 10, count: 1 }] });
  });

  it('tells the totals once a listener that missed frames is level again', () => {
    const connection = open();
    const payload = new Uint8Array(1024);
    const sent = 40_000;
    for (let i = 0; i < sent; i++) capture.frame(connection, FrameFlag.Sent, payload, 0);
    let cursor = START;
    let received = 0;
    let last: CaptureBatch | undefined;
    do {
      ready('panel', cursor);
      last = batches('panel').at(-1);
      received += frames(last);
      cursor = last?.next ?? START;
    } while (cursor.frame < sent);
    expect(received).toBeLessThan(sent);
    expect(last?.totals).toEqual([
      { connection: connection.number, sent, received: 0, sentBytes: sent * 1024, receivedBytes: 0 },
    ]);
    expect(
      batches('panel')
        .slice(0, -1)
        .every(({ totals }) => totals.length === 0),
    ).toBe(true);
  });

  it('records what is sent, whatever it is', () => {
    const connection = open();
    const buffer = new Uint8Array([1, 2, 3, 4]).buffer;
    capture.frame(connection, FrameFlag.Sent, buffer, 0);
    capture.frame(connection, FrameFlag.Sent, new DataView(buffer, 1, 2), 0);
    capture.frame(connection, FrameFlag.Sent, new Uint16Array(buffer), 0);
    capture.frame(connection, FrameFlag.Sent, 42, 0);
    capture.frame(connection, FrameFlag.Sent, new Blob(['blob']), 0);
    ready('panel', START);
    const chunk = batches('panel')[0]?.chunks[0];
    expect([...(chunk?.length.subarray(0, 5) ?? [])]).toEqual([4, 2, 4, 2, 4]);
    expect([...(chunk?.bytes ?? [])]).toEqual([1, 2, 3, 4, 2, 3, 1, 2, 3, 4, 52, 50]);
    expect((chunk?.flags[4] ?? 0) & FrameFlag.Pending).toBeTruthy();
    expect(batches('panel')[0]?.events.at(-1)).toMatchObject({ type: 'blob', payloadOf: 4 });
  });

  it('counts a frame that cannot be recorded as a gap', () => {
    const unreadable = {
      toString: () => {
        throw new Error('the page');
      },
    };
    const connection = open();
    capture.frame(connection, 0, unreadable, 0);
    capture.frame(connection, 0, 'next', 0);
    ready('panel', START);
    expect(batches('panel')[0]?.chunks[0]).toMatchObject({ firstFrame: 1, count: 1 });
  });

  it('keeps the events of a living connection when many others have come and gone', () => {
    const living = capture.connection();
    capture.event(living, { type: 'open', connection: living.number, protocol: 'kept', extensions: '' }, 0);
    for (let i = 0; i < 40_000; i++) {
      const ended = capture.connection();
      ended.alive = false;
      capture.event(ended, { type: 'error', connection: ended.number }, 0);
    }
    let cursor = START;
    do {
      ready('panel', cursor);
      cursor = batches('panel').at(-1)?.next ?? START;
    } while (cursor.event < 40_001);
    const events = batches('panel').flatMap(({ events }) => events);
    expect(events[0]).toMatchObject({ number: 0, type: 'open', protocol: 'kept' });
    expect(events.length).toBeLessThan(40_000);
    expect(events.at(-1)?.number).toBe(40_000);
  });

  it('sends no frame before the event that holds its Blob', () => {
    const connection = open();
    for (let i = 0; i < 5_000; i++) capture.frame(connection, 0, new Blob([`${i}`]), 0);
    let cursor = START;
    let known = -1;
    do {
      ready('panel', cursor);
      const batch = batches('panel').at(-1);
      for (const event of batch?.events ?? []) if (event.type === 'blob') known = event.payloadOf;
      cursor = batch?.next ?? START;
      expect(cursor.frame).toBe(known + 1);
    } while (cursor.frame < 5_000);
  });
  it('keeps the hash of a payload that was cut, whatever large Blobs come before anybody asks', () => {
    const connection = open();
    const large = new Uint8Array(17 * 1024 * 1024);
    capture.frame(connection, FrameFlag.Sent, large, 0);
    for (let i = 0; i < 3; i++) capture.frame(connection, 0, new Blob([large]), 0);
    const hash = fnv1a(large, large.length);
    ready('panel', START);
    expect(batches('panel')[0]?.chunks[0]).toMatchObject({ firstFrame: 0, count: 4, hash });
    ready('panel', { event: 1, frame: 1 });
    expect(batches('panel')[1]?.chunks[0]).toMatchObject({ firstFrame: 1, count: 3, hash: undefined });
  });
});
