import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WireBatch, WireFrameChunk } from './relay-feed.ts';
import { encodeWireBatch, parseWireBatch } from './wire-batch-bytes.ts';

const u32 = fc.nat(0xffffffff);

const chunk = fc
  .array(
    fc.record({
      time: fc.double({ noNaN: true }),
      integers: fc.tuple(u32, u32, u32, u32, u32, u32),
      payload: fc.uint8Array({ maxLength: 20 }),
    }),
    { maxLength: 5 },
  )
  .chain((frames) => fc.tuple(fc.constant(frames), fc.nat()))
  .map(([frames, firstFrame]): WireFrameChunk => {
    const column = (i: number) => Uint32Array.from(frames, ({ integers }) => integers[i] ?? 0);
    return {
      firstFrame,
      count: frames.length,
      time: Float64Array.from(frames, ({ time }) => time),
      connection: column(0),
      flags: column(1),
      length: column(2),
      wireLength: column(3),
      buffered: column(4),
      maskingKey: column(5),
      stored: Uint32Array.from(frames, ({ payload }) => payload.length),
      bytes: Uint8Array.from(frames.flatMap(({ payload }) => [...payload])),
    };
  });

const batch = fc.record({
  events: fc.array(
    fc.record({
      type: fc.constant('accepted' as const),
      number: fc.nat(),
      time: fc.nat(),
      connection: fc.nat(),
      client: fc.string({ unit: 'grapheme', maxLength: 40 }),
    }),
    { maxLength: 3 },
  ),
  totals: fc.constant([]),
  next: fc.record({ event: fc.nat(), frame: fc.nat() }),
  chunks: fc.array(chunk, { maxLength: 3 }),
});

function encoded(given: WireBatch): ArrayBuffer {
  return encodeWireBatch(given).buffer;
}

describe('a batch of a relay as bytes', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(batch, (given) => {
        expect(parseWireBatch(encoded(given))).toEqual({ ok: true, batch: given });
      }),
    );
  });

  it('takes columns that are longer than their count', () => {
    const spare = { ...empty, count: 1, stored: Uint32Array.of(1, 9), bytes: Uint8Array.of(7, 8, 8) };
    const parsed = parseWireBatch(encoded({ events: [], totals: [], next: CURSOR, chunks: [spare] }));
    expect(parsed).toMatchObject({ ok: true, batch: { chunks: [{ count: 1, bytes: Uint8Array.of(7) }] } });
  });

  it('never throws, whatever was cut off or changed', () => {
    fc.assert(
      fc.property(batch, fc.nat(), fc.nat(), fc.nat(255), (given, cut, at, byte) => {
        const message = new Uint8Array(encoded(given));
        message[at % message.length] = byte;
        expect(typeof parseWireBatch(message.slice(0, message.length - (cut % 64)).buffer).ok).toBe(
          'boolean',
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it.for([
    ['nothing', new ArrayBuffer(0), 'shorter than its header'],
    ['a length that leads away', Uint8Array.of(255, 255, 255, 255, 1).buffer, 'shorter than its JSON'],
  ] as const)('refuses %s', ([, message, why]) => {
    expect(parseWireBatch(message)).toEqual({ ok: false, why });
  });
});

const CURSOR = { event: 0, frame: 0 };
const empty: WireFrameChunk = {
  firstFrame: 0,
  count: 0,
  time: new Float64Array(2),
  connection: new Uint32Array(2),
  flags: new Uint32Array(2),
  length: new Uint32Array(2),
  wireLength: new Uint32Array(2),
  stored: new Uint32Array(2),
  buffered: new Uint32Array(2),
  maskingKey: new Uint32Array(2),
  bytes: new Uint8Array(0),
};
