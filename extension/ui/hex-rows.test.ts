import { describe, expect, it } from 'vitest';
import { describeRange, hexOffset, hexRow, hexRowCount, rangeBetween } from './hex-rows.ts';

describe('hex rows', () => {
  it('has sixteen bytes a row, and what is left in the last', () => {
    const bytes = Uint8Array.from({ length: 18 }, (_, i) => i + 0x40);
    expect(hexRowCount(bytes)).toBe(2);
    expect(hexRow(bytes, 0).length).toBe(16);
    expect(hexRow(bytes, 1)).toEqual([
      { at: 16, hex: '50', ascii: 'P' },
      { at: 17, hex: '51', ascii: 'Q' },
    ]);
    expect(hexRowCount(new Uint8Array(0))).toBe(0);
  });

  it('shows a point for what ASCII has no picture of', () => {
    expect(hexRow(Uint8Array.of(0, 0x1f, 0x7f, 0xff, 0x20), 0).map(({ ascii }) => ascii)).toEqual([
      '·',
      '·',
      '·',
      '·',
      ' ',
    ]);
  });

  it('gives offsets as many digits as the last one needs', () => {
    expect(hexOffset(new Uint8Array(10), 0)).toBe('0000');
    expect(hexOffset(new Uint8Array(0x1_0001), 0x1000)).toBe('10000');
  });
});

describe('a range of bytes', () => {
  const bytes = Uint8Array.of(0xff, 0x00, 0x00, 0x80, 0x3f, 0x05);

  it('runs from the lower to the higher byte', () => {
    expect(rangeBetween(7, 3)).toEqual({ first: 3, last: 7 });
  });

  it('is read as the numbers it may be', () => {
    expect(describeRange(bytes, { first: 0, last: 0 })).toBe('1 byte at 0 (0x0): uint8 255, int8 -1');
    expect(describeRange(bytes, { first: 1, last: 4 })).toBe(
      '4 bytes at 1 (0x1): uint32 1065353216, float32 1 (little-endian)',
    );
    expect(describeRange(bytes, { first: 0, last: 2 })).toBe('3 bytes at 0 (0x0)');
  });

  it('reads the payload where it lies in its block', () => {
    const block = Uint8Array.of(9, 9, 1, 0);
    expect(describeRange(block.subarray(2), { first: 0, last: 1 })).toBe(
      '2 bytes at 0 (0x0): uint16 1 (little-endian)',
    );
  });
});
