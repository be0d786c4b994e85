import { describe, expect, it } from 'vitest';
import { describeRange, hexOffset, hexRow, hexRowCount } from './hex-rows.ts';

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
  it('says how many, and where', () => {
    expect(describeRange({ first: 0, last: 0 })).toBe('1 byte at 0 (0x0)');
    expect(describeRange({ first: 4096, last: 8191 })).toBe('4,096 bytes at 4,096 (0x1000)');
  });
});
