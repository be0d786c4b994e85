import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireBatch } from '../bridge/relay-feed.ts';
import { FrameObserver } from '../wire/frame-observer.ts';
import { wireFrame } from '../wire/testing/wire-frame.ts';
import { WireLog } from '../wire/wire-log.ts';
import { BatchRecorder } from './record-batch.ts';
import { type RecordingHead, RECORDING_VERSION } from './recorded-entry.ts';
import { replay } from './replay.ts';

const head: RecordingHead = {
  type: 'recording',
  version: RECORDING_VERSION,
  relay: { relayKey: 'k', url: 'ws://localhost:1', target: 'ws://a/', timeOrigin: 1, edits: ['one'] },
};

const frame = fc.record({
  fin: fc.boolean(),
  rsv: fc.nat(7),
  opcode: fc.nat(15),
  payload: fc.oneof(fc.uint8Array({ maxLength: 30 }), fc.string({ unit: 'binary', maxLength: 20 })),
  maskingKey: fc.option(fc.nat(0xffffffff), { nil: undefined }),
});

function logOf(frames: readonly Parameters<typeof wireFrame>[0][], limit?: number): WireLog {
  const log = new WireLog(() => 1.5, limit === undefined ? {} : { frames: limit });
  const connection = log.connection();
  log.event({ type: 'accepted', connection, client: '127.0.0.1:2' });
  const observer = new FrameObserver({
    log,
    connection,
    direction: 'sent',
    negotiated: { deflate: false, other: false },
    inflater: null,
    buffered: () => 3,
  });
  for (const one of frames) observer.push(wireFrame(one));
  return log;
}

function record(log: WireLog): { batches: WireBatch[]; text: string } {
  const reader = { cursor: { event: 0, frame: 0 }, hasGap: false };
  const recorder = new BatchRecorder();
  const lines: unknown[] = [head];
  const batches: WireBatch[] = [];
  for (let batch = log.read(reader); batch; batch = log.read(reader)) {
    batches.push(batch);
    lines.push(...recorder.entries(batch));
  }
  return { batches, text: lines.map((line) => `${JSON.stringify(line)}\n`).join('') };
}

describe('a recording', () => {
  it('gives back what the relay has seen', () => {
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 20 }), (frames) => {
        const { batches, text } = record(logOf(frames));
        const replayed = replay(text);
        expect(replayed).toEqual({ ok: true, value: { head, batches, unreadable: [] } });
      }),
    );
  });

  it('tells of frames that were lost, and of totals', () => {
    const frames = Array.from({ length: 4_000 }, (_, i) => ({ opcode: 2, payload: `${i}`, maskingKey: 1 }));
    const { text } = record(logOf(frames, 300_000));
    expect(text).toContain('"type":"lost","frames":');
    const replayed = replay(text);
    if (!replayed.ok) throw new Error(replayed.why);
    const { batches } = replayed.value;
    expect(batches[0]?.chunks[0]?.firstFrame).toBeGreaterThan(0);
    expect(batches.at(-1)?.totals).toMatchObject([{ connection: 1, sent: 4_000 }]);
    expect(batches.at(-1)?.next.frame).toBe(4_000);
  });

  it('is read up to where it was cut off', () => {
    const { text } = record(logOf([{ opcode: 2, maskingKey: 1 }]));
    const replayed = replay(text.slice(0, -10));
    expect(replayed).toMatchObject({ ok: true, value: { unreadable: [{ line: 3, why: 'not JSON' }] } });
  });

  it.for(['', '{}', 'GET / HTTP/1.1', '{"type":"recording","version":2}'])('is not “%s”', (text) => {
    expect(replay(text).ok).toBe(false);
  });

  it('never throws', () => {
    const { text } = record(logOf([{ opcode: 1, payload: 'ä', maskingKey: 1 }]));
    fc.assert(
      fc.property(fc.nat(), fc.string({ maxLength: 4 }), (at, put) => {
        const place = at % text.length;
        expect(typeof replay(text.slice(0, place) + put + text.slice(place + 1)).ok).toBe('boolean');
      }),
    );
  });
});
