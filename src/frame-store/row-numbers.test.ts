import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RowNumbers } from './row-numbers.ts';

it('row numbers are what a plain array would have, however they come and go', () => {
  const step = fc.record({ come: fc.nat(9_000), gap: fc.nat(3), go: fc.nat(9_000) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
      const numbers = new RowNumbers();
      let expected: number[] = [];
      let next = 1;
      let removed = 0;
      for (const { come, gap, go } of steps) {
        for (let i = 0; i < come; i++, next += 1 + gap) {
          numbers.push(next);
          expected.push(next);
        }
        const before = (expected[0] ?? 0) + go;
        numbers.releaseBefore(before);
        removed += expected.filter((row) => row < before).length;
        expected = expected.filter((row) => row >= before);
        expect([numbers.length, numbers.removed]).toEqual([expected.length, removed]);
        expect(Array.from(expected, (_, i) => numbers.at(i))).toEqual(expected);
        const some = expected[expected.length >> 1] ?? 0;
        expect(numbers.countBefore(some)).toBe(expected.indexOf(some) < 0 ? 0 : expected.indexOf(some));
      }
    }),
    { numRuns: 30 },
  );
});
