import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AlignedRows, linesOf } from './aligned-rows.ts';
import { diffBytes } from './byte-diff.ts';

function align(before: Uint8Array, after: Uint8Array): AlignedRows {
  return new AlignedRows(before, after, diffBytes(before, after, 5_000).edits);
}
const counted = (length: number) => Uint8Array.from({ length }, (_, i) => i);

describe('two payloads side by side', () => {
  it('have gaps where one has nothing', () => {
    const rows = align(Uint8Array.of(1, 2, 3), Uint8Array.of(1, 9, 9, 2, 3));
    expect(rows.row(0).bytes.map(({ before, after }) => [before, after])).toEqual([
      [1, 1],
      [null, 9],
      [null, 9],
      [2, 2],
      [3, 3],
    ]);
  });

  it('show the changes, what is next to them, and how much is equal', () => {
    const before = counted(160);
    const after = counted(160);
    after[72] = 0xff;
    const rows = align(before, after);
    expect(linesOf(rows, false)).toEqual([
      { kind: 'equal', rows: 3 },
      { kind: 'both', row: 3 },
      { kind: 'both', row: 4 },
      { kind: 'both', row: 5 },
      { kind: 'equal', rows: 4 },
    ]);
    expect(linesOf(rows, true).slice(1, 5)).toEqual([
      { kind: 'both', row: 3 },
      { kind: 'before', row: 4 },
      { kind: 'after', row: 4 },
      { kind: 'both', row: 5 },
    ]);
    expect([rows.row(4).before, rows.row(4).after]).toEqual([64, 64]);
  });

  it('have all bytes of both in order, whatever they are', () => {
    const few = fc.uint8Array({ maxLength: 100, max: 3 });
    fc.assert(
      fc.property(few, few, (before, after) => {
        const rows = align(before, after);
        const all = Array.from({ length: rows.length }, (_, i) => rows.row(i).bytes).flat();
        expect(all.flatMap((byte) => byte.before ?? [])).toEqual([...before]);
        expect(all.flatMap((byte) => byte.after ?? [])).toEqual([...after]);
        const shown = rows.runs().reduce((sum, { count }) => sum + count, 0);
        expect(shown).toBe(rows.length);
      }),
    );
  });
});
