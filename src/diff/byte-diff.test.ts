import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffBytes } from './byte-diff.ts';
import type { Edit } from './edit-script.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const TIME = 5_000;

/** What the edits make of the bytes before, in short: equal bytes as they are, `[-removed+added]`. */
function shown(before: string, after: string): string {
  const { edits } = diffBytes(bytes(before), bytes(after), TIME);
  return edits
    .map((edit) => {
      const removed = before.slice(edit.before, edit.before + edit.beforeLength);
      const added = after.slice(edit.after, edit.after + edit.afterLength);
      return edit.isEqual ? removed : `[-${removed}+${added}]`;
    })
    .join('');
}

/** Checks that the parts lie end to end on both sides, and that what is called equal is. */
function expectSound(edits: readonly Edit[], before: Uint8Array, after: Uint8Array): void {
  let at = 0;
  let to = 0;
  for (const edit of edits) {
    expect([edit.before, edit.after]).toEqual([at, to]);
    at += edit.beforeLength;
    to += edit.afterLength;
    if (edit.isEqual) {
      const other = after.subarray(edit.after, to);
      expect(before.subarray(edit.before, at).every((byte, i) => byte === other[i])).toBe(true);
    }
  }
  expect([at, to]).toEqual([before.length, after.length]);
}

/** Bytes that look random and are always the same. */
function noise(length: number, seed = 1): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state >>> 24;
  });
}

describe('a comparison of bytes', () => {
  it('shows what is equal, removed and added', () => {
    expect(shown('the cat sat', 'the big cat sat')).toBe('the [-+big ]cat sat');
    expect(shown('abcdef', 'abXYef')).toBe('ab[-cd+XY]ef');
    expect(shown('same', 'same')).toBe('same');
    expect(shown('', 'new')).toBe('[-+new]');
    expect(shown('old', '')).toBe('[-old+]');
  });

  it('keeps the places of a fixed layout', () => {
    expect(shown('x=0012,y=0034', 'x=0021,y=0031')).toBe('x=00[-12+21],y=003[-4+1]');
  });

  it('does not tear a change apart for what is equal by chance', () => {
    expect(shown('[hello]', '[help me out]')).toBe('[hel[-lo+p me out]]');
  });

  it('is sound for any bytes', () => {
    const few = fc.uint8Array({ maxLength: 60, max: 3 });
    fc.assert(
      fc.property(few, few, (before, after) => {
        expectSound(diffBytes(before, after, TIME).edits, before, after);
      }),
    );
  });

  it('finds an insertion in a large payload', () => {
    const before = noise(400_000);
    const after = new Uint8Array([...before.subarray(0, 123_456), 1, 2, 3, ...before.subarray(123_456)]);
    after[300_000] = (after[300_000] ?? 0) ^ 0xff;
    const { edits, isCoarse } = diffBytes(before, after, TIME);
    expectSound(edits, before, after);
    expect(isCoarse).toBe(false);
    const changed = edits.filter(({ isEqual }) => !isEqual);
    expect(changed.reduce((sum, edit) => sum + edit.afterLength, 0)).toBeLessThan(8);
    expect(changed).toHaveLength(2);
  });

  it('is bounded where nothing is alike', () => {
    const before = noise(300_000, 1);
    const after = noise(300_001, 2);
    const start = Date.now();
    const { edits, isCoarse } = diffBytes(before, after, 500);
    expect(isCoarse).toBe(true);
    expectSound(edits, before, after);
    expect(Date.now() - start).toBeLessThan(10_000);
  });
});
