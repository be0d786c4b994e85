import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  maxHeightAt,
  offsetShowing,
  physicalHeight,
  type Scale,
  stepOrJump,
  toPhysical,
  toVirtual,
} from './scroll-scale.ts';

const scale = (rows: number): Scale => ({ rows, rowHeight: 20, viewport: 600, maxHeight: maxHeightAt(1) });

describe('scroll scale', () => {
  it('leaves a short list as it is', () => {
    expect(physicalHeight(scale(1_000))).toBe(20_000);
    expect(toVirtual(scale(1_000), 1_234)).toBeCloseTo(1_234);
  });

  it('reaches the last of a million rows within the height that browsers allow', () => {
    const long = scale(1_000_000);
    expect(physicalHeight(long)).toBe(maxHeightAt(1));
    const end = toVirtual(long, maxHeightAt(1) - 600);
    expect((end + 600) / 20).toBe(1_000_000);
  });

  it('stays within the device pixels that Chrome can scroll', () => {
    for (const ratio of [1, 1.25, 2, 3, 5])
      expect(maxHeightAt(ratio) * ratio).toBeLessThanOrEqual(16_777_214);
  });

  it('goes there and back', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 31, max: 5_000_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (rows, part) => {
          const offset = part * (rows * 20 - 600);
          expect(toVirtual(scale(rows), toPhysical(scale(rows), offset))).toBeCloseTo(offset, 3);
        },
      ),
    );
  });

  it('moves the rows by single pixels for a small move, however long the list', () => {
    const long = scale(1_000_000);
    expect(stepOrJump(long, { scrollTop: 4_000_000, offset: 10_000_000 }, 4_000_100)).toBe(10_000_100);
    expect(stepOrJump(long, { scrollTop: 4_000_000, offset: 10_000_000 }, 6_000_000)).toBeCloseTo(
      toVirtual(long, 6_000_000),
    );
  });

  it('reaches the first and the last row by small moves too', () => {
    const long = scale(1_000_000);
    expect(stepOrJump(long, { scrollTop: 100, offset: 5_000 }, 0)).toBe(0);
    const end = stepOrJump(
      long,
      { scrollTop: maxHeightAt(1) - 700, offset: 19_000_000 },
      maxHeightAt(1) - 600,
    );
    expect((end + 600) / 20).toBe(1_000_000);
  });

  it('moves only as far as a row needs to be seen', () => {
    expect(offsetShowing(scale(100), 200, 15)).toBe(200);
    expect(offsetShowing(scale(100), 200, 5)).toBe(100);
    expect(offsetShowing(scale(100), 200, 50)).toBe(420);
  });
});
