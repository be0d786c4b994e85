import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { float16At, shortestFloat32 } from './floats.ts';
import { valuesAt } from './values-at.ts';
import { signedLeb128At, varintAt, zigzag } from './variable-length.ts';

const read = (bytes: readonly number[], offset = 0) =>
  Object.fromEntries(
    valuesAt(Uint8Array.from(bytes), offset).map(({ type, littleEndian, bigEndian }) => [
      type,
      [littleEndian, bigEndian],
    ]),
  );

describe('the values at a place', () => {
  it('are read in both byte orders', () => {
    const values = read([9, 0xff, 0xfe, 0x80, 0x3f], 1);
    expect(values['uint8']).toEqual(['255', null]);
    expect(values['int8']).toEqual(['-1', null]);
    expect(values['uint16']).toEqual(['65279', '65534']);
    expect(values['int16']).toEqual(['-257', '-2']);
    expect(read([0, 0, 0x80, 0x3f])['float32']).toEqual(['1', '4.6006e-41']);
    expect(read([0x3f, 0xf0, 0, 0, 0, 0, 0, 0])['float64']?.[1]).toBe('1');
    expect(read([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff])).toMatchObject({
      uint64: ['18446744073709551615', '18446744073709551615'],
      int64: ['-1', '-1'],
    });
  });

  it('leave out what would need more bytes than there are', () => {
    expect(Object.keys(read([0x41, 0x42, 0x43], 1))).toEqual([
      'uint8',
      'int8',
      'uint16',
      'int16',
      'float16',
      'ULEB128, varint',
      'zigzag varint',
      'SLEB128',
      'UTF-8',
    ]);
    expect(read([])).toEqual({});
  });

  it('are times where a game could have meant one', () => {
    // 2026-01-02T03:04:05Z
    expect(read([0xa5, 0x35, 0x57, 0x69])['Unix s, uint32']?.[0]).toBe('2026-01-02T03:04:05.000Z');
    expect(read([1, 0, 0, 0])['Unix s, uint32']).toBeUndefined();
  });

  it('are characters of UTF-8, and code points where nothing could be seen', () => {
    expect(read([0xe2, 0x82, 0xac])['UTF-8']).toEqual(['€ U+20AC', null]);
    expect(read([0x0a])['UTF-8']).toEqual(['U+000A', null]);
    expect(read([0xe2, 0x80, 0xae])['UTF-8']).toEqual(['U+202E', null]);
    expect(read([0xed, 0xa0, 0x80])['UTF-8']).toBeUndefined();
    expect(read([0xe2, 0x82])['UTF-8']).toBeUndefined();
  });
});

describe('values of a length of their own', () => {
  it('are the examples of their specifications', () => {
    expect(varintAt(Uint8Array.of(0x96, 0x01, 7))).toEqual({ value: 150n, bytes: 2 });
    expect(signedLeb128At(Uint8Array.of(0xc0, 0xbb, 0x78))).toEqual({ value: -123456n, bytes: 3 });
    expect([0n, 1n, 2n, 4294967295n].map(zigzag)).toEqual([0n, -1n, 1n, -2147483648n]);
    expect(varintAt(Uint8Array.of(0x80, 0x80))).toBeNull();
    expect(varintAt(new Uint8Array(11).fill(0xff))).toBeNull();
  });

  it('are what was written', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (value) => {
        const bytes: number[] = [];
        for (let rest = value; bytes.length === 0 || rest > 0n; rest >>= 7n)
          bytes.push(Number(rest & 0x7fn) | 0x80);
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) & 0x7f;
        expect(varintAt(Uint8Array.from(bytes))).toEqual({ value, bytes: bytes.length });
      }),
    );
  });
});

describe('floats', () => {
  const half = (bits: number) => {
    const view = new DataView(new ArrayBuffer(2));
    view.setUint16(0, bits);
    return float16At(view, false);
  };

  it('of 16 bits', () => {
    expect([0x3c00, 0xc000, 0x7bff, 0x0001, 0x0400, 0x7c00, 0xfc00].map(half)).toEqual([
      1,
      -2,
      65504,
      2 ** -24,
      2 ** -14,
      Infinity,
      -Infinity,
    ]);
    expect(half(0x7e00)).toBeNaN();
    expect(half(0x8000)).toBe(-0);
  });

  it('of 32 bits have no digit too many and none too few', () => {
    expect([0.1, 1e10, 16777216, -0].map(Math.fround).map(shortestFloat32)).toEqual([
      '0.1',
      '10000000000',
      '16777216',
      '-0',
    ]);
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (value) => {
        expect(Math.fround(Number(shortestFloat32(value)))).toBe(value);
      }),
    );
  });
});

describe('any bytes', () => {
  it('are read without an error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), fc.nat(20), (bytes, offset) => {
        for (const { bytes: size } of valuesAt(bytes, offset))
          expect(offset + size).toBeLessThanOrEqual(bytes.length);
      }),
    );
  });
});
