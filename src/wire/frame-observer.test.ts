import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as FrameFlag from '../bridge/frame-flag.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import type { Direction } from '../websocket/frame.ts';
import { MAX_PAYLOAD, MAX_TOLD } from './frame-observer.ts';
import { observe, type ObserveOptions } from './testing/observe.ts';
import { concat, split, type WireFrame, wireFrame } from './testing/wire-frame.ts';

const places = fc.array(fc.nat(), { maxLength: 12 });
const anyFrame = fc.record({
  fin: fc.boolean(),
  rsv: fc.nat(7),
  opcode: fc.nat(15),
  payload: fc.oneof(fc.uint8Array({ maxLength: 40 }), fc.uint8Array({ minLength: 120, maxLength: 300 })),
  maskingKey: fc.option(fc.nat(0xffffffff), { nil: undefined }),
  lengthBytes: fc.constantFrom(0 as const, 2 as const, 8 as const),
});
const KEY = 0x01_02_03_04;

function isSame(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return a.length === b?.length && a.every((byte, i) => byte === b[i]);
}

function violations(frames: readonly WireFrame[], options: ObserveOptions = {}): string[] {
  const { events } = observe([concat(...frames.map(wireFrame))], options);
  return events.map((event) => (event.type === 'violation' ? event.violation : event.type));
}

describe('the frames of a direction', () => {
  it('are those that were put on the wire, wherever it broke', () => {
    fc.assert(
      fc.property(fc.array(anyFrame, { maxLength: 8 }), places, (frames, places) => {
        const seen = observe(split(concat(...frames.map(wireFrame)), places)).frames;
        expect(seen.map(({ flags }) => (flags >> WireFlag.OPCODE_SHIFT) & 0xff)).toEqual(
          frames.map(({ fin, rsv, opcode }) => (fin ? 0x80 : 0) | (rsv << 4) | opcode),
        );
        expect(seen.map(({ payload }) => payload)).toEqual(frames.map(({ payload }) => payload));
        expect(seen.map(({ maskingKey }) => maskingKey)).toEqual(frames.map((f) => f.maskingKey ?? 0));
        expect(seen.map(({ flags }) => (flags & WireFlag.Masked) !== 0)).toEqual(
          frames.map(({ maskingKey }) => maskingKey !== undefined),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('are the same where many come in one piece, and fill more than a chunk', () => {
    const some = fc.array(anyFrame, { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(some, fc.nat(), fc.integer({ min: 20, max: 120 }), (some, place, times) => {
        const frames = Array.from({ length: times }, () => some).flat();
        const bytes = concat(...frames.map(wireFrame));
        const seen = observe(split(bytes, [place])).frames;
        expect(seen.length).toBe(frames.length);
        expect(seen.every(({ payload }, i) => isSame(payload, frames[i]?.payload))).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('are the same for any bytes at all and any places where they broke', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), places, (bytes, places) => {
        expect(observe(split(bytes, places))).toEqual(observe([bytes]));
      }),
      { numRuns: 1_000 },
    );
  });

  it('are the same whether they came one by one or in runs, with something wrong now and then', () => {
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 20 }));
    const payload = fc.oneof(text, fc.uint8Array({ maxLength: 400 }));
    const plain = fc.record({ opcode: fc.constantFrom(1, 2), payload, maskingKey: fc.nat(0xffffffff) });
    const some = fc.array(fc.oneof({ weight: 12, arbitrary: plain }, anyFrame), {
      minLength: 20,
      maxLength: 80,
    });
    fc.assert(
      fc.property(some, fc.boolean(), places, (some, isMasked, places) => {
        const direction = isMasked ? 'sent' : 'received';
        const frames = some.map((frame) => (isMasked ? frame : { ...frame, maskingKey: undefined }));
        // More than a chunk takes, where frames are small.
        const bytes = concat(...Array.from({ length: 40 }, () => frames.map(wireFrame)).flat());
        // No piece has a header in it that is certain to be whole, so that each frame is read on its own.
        const oneByOne = Array.from({ length: Math.ceil(bytes.length / 13) }, (_, i) =>
          bytes.subarray(i * 13, i * 13 + 13),
        );
        expect(
          isDeepStrictEqual(observe(split(bytes, places), { direction }), observe(oneByOne, { direction })),
        ).toBe(true);
      }),
      { numRuns: 25 },
    );
  });

  it('keeps the beginning of a huge payload, and its length', () => {
    const huge = wireFrame({ opcode: 2, payload: new Uint8Array(MAX_PAYLOAD + 7).fill(5), maskingKey: KEY });
    for (const pieces of [[huge], split(huge, [1000, 70_000])]) {
      const [frame] = observe(pieces).frames;
      expect(frame).toMatchObject({ length: MAX_PAYLOAD + 7, wireLength: MAX_PAYLOAD + 7 });
      expect(frame?.payload.length).toBe(MAX_PAYLOAD);
      expect(frame?.payload.every((byte) => byte === 5)).toBe(true);
    }
  });

  it('marks the part of a frame that came before the end', () => {
    const { frames, events } = observe([
      wireFrame({ opcode: 2, payload: 'abcd', maskingKey: KEY }).subarray(0, 8),
    ]);
    expect(frames).toMatchObject([{ length: 2, wireLength: 4, payload: new TextEncoder().encode('ab') }]);
    expect((frames[0]?.flags ?? 0) & WireFlag.Incomplete).not.toBe(0);
    expect(events).toMatchObject([{ type: 'violation', violation: 'frame-incomplete', frame: 0 }]);
  });

  it('gives up where the length has its highest bit set', () => {
    const { frames, events } = observe([Uint8Array.of(0x82, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5)]);
    expect(frames).toEqual([]);
    expect(events).toMatchObject([
      { type: 'violation', violation: 'length-too-large', frame: null },
      { type: 'unread', from: 'frames' },
    ]);
  });

  it('takes a continuation for what its message began with', () => {
    const frames = [
      { opcode: 1, fin: false, payload: 'a', maskingKey: KEY },
      { opcode: 9, maskingKey: KEY },
      { opcode: 0, payload: 'b', maskingKey: KEY },
      { opcode: 2, fin: false, maskingKey: KEY },
      { opcode: 0, maskingKey: KEY },
    ];
    const seen = observe([concat(...frames.map(wireFrame))]).frames;
    const binary = [0, FrameFlag.Binary, 0, FrameFlag.Binary, FrameFlag.Binary];
    expect(seen.map(({ flags }) => flags & FrameFlag.Binary)).toEqual(binary);
  });
});

describe('what a frame does wrong', () => {
  const close = (code: number, reason = '') =>
    concat(Uint8Array.of(code >> 8, code & 0xff), new TextEncoder().encode(reason));

  it.for([
    ['nothing', 'sent', [{ opcode: 1, payload: 'ä', maskingKey: KEY }], []],
    ['nothing, from a server', 'received', [{ opcode: 1, payload: 'ä' }], []],
    ['no mask', 'sent', [{ opcode: 1 }], ['not-masked']],
    ['a mask', 'received', [{ opcode: 1, maskingKey: KEY }], ['masked']],
    ['RSV1', 'received', [{ opcode: 1, rsv: 4 }], ['reserved-bits']],
    ['a reserved opcode', 'received', [{ opcode: 3 }], ['reserved-opcode']],
    ['a reserved control opcode', 'received', [{ opcode: 0xb }], ['reserved-opcode']],
    ['a length of two bytes for one', 'received', [{ opcode: 2, lengthBytes: 2 }], ['length-not-minimal']],
    ['a length of eight bytes for one', 'received', [{ opcode: 2, lengthBytes: 8 }], ['length-not-minimal']],
    ['a long ping', 'received', [{ opcode: 9, payload: 'x'.repeat(126) }], ['control-too-long']],
    ['a fragmented pong', 'received', [{ opcode: 10, fin: false }], ['control-fragmented']],
    ['a continuation of nothing', 'received', [{ opcode: 0 }], ['continuation-unexpected']],
    [
      'a message within another',
      'received',
      [{ opcode: 1, fin: false }, { opcode: 2 }],
      ['message-interrupted'],
    ],
    ['Latin-1', 'received', [{ opcode: 1, payload: Uint8Array.of(0xe4) }], ['text-not-utf8']],
    [
      'UTF-8 broken between fragments',
      'received',
      [
        { opcode: 1, fin: false, payload: Uint8Array.of(0xc3) },
        { opcode: 0, payload: Uint8Array.of(0xa4) },
      ],
      [],
    ],
    [
      'UTF-8 wrong in a fragment',
      'received',
      [
        { opcode: 1, fin: false, payload: Uint8Array.of(0xc3) },
        { opcode: 0, payload: 'a' },
      ],
      ['text-not-utf8'],
    ],
    ['a close code of one byte', 'received', [{ opcode: 8, payload: 'a' }], ['close-length']],
    ['an illegal close code', 'received', [{ opcode: 8, payload: close(1005) }], ['close-code']],
    [
      'a reason in Latin-1',
      'received',
      [{ opcode: 8, payload: concat(close(1000), Uint8Array.of(0xe4)) }],
      ['close-reason-not-utf8'],
    ],
    ['a frame after close', 'received', [{ opcode: 8 }, { opcode: 1 }], ['frame-after-close']],
  ] as const satisfies readonly (readonly [string, Direction, readonly WireFrame[], readonly string[]])[])(
    '%s',
    ([, direction, frames, expected]) => {
      expect(violations(frames, { direction })).toEqual(expected);
    },
  );

  it('is told a hundred times, and then only marked', () => {
    const frames = Array.from({ length: MAX_TOLD + 5 }, () => ({ opcode: 2 }));
    const seen = observe([concat(...frames.map(wireFrame))]);
    expect(seen.events.length).toBe(MAX_TOLD);
    expect(seen.events.at(-1)).toMatchObject({ frame: MAX_TOLD - 1, clause: 'RFC 6455 §5.1' });
    expect(seen.frames.every(({ flags }) => flags & WireFlag.Violating)).toBe(true);
  });

  it('lets an unknown extension use the reserved bits', () => {
    const negotiated = { deflate: false, other: true };
    expect(violations([{ opcode: 2, rsv: 7 }], { direction: 'received', negotiated })).toEqual([]);
  });
});
