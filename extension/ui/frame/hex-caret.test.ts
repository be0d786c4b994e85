import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HexCaret, moveCaret, rangeOf } from './hex-caret.ts';

const key = (name: string, modifiers: { shiftKey?: boolean; ctrlKey?: boolean; altKey?: boolean } = {}) => ({
  key: name,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...modifiers,
});
const at = (focus: number, anchor = focus): HexCaret => ({ anchor, focus });
const move = (caret: HexCaret | null, ...to: Parameters<typeof key>) => moveCaret(caret, key(...to), 4, 100);

describe('the caret of a hex view', () => {
  it('moves by bytes, rows, pages and to the ends', () => {
    expect(move(at(17), 'ArrowLeft')).toEqual(at(16));
    expect(move(at(17), 'ArrowUp')).toEqual(at(1));
    expect(move(at(1), 'ArrowUp')).toEqual(at(1));
    expect(move(at(90), 'ArrowDown')).toEqual(at(90));
    expect(move(at(17), 'PageDown')).toEqual(at(81));
    expect(move(at(17), 'PageUp')).toEqual(at(1));
    expect(move(at(20), 'Home')).toEqual(at(16));
    expect(move(at(20), 'End')).toEqual(at(31));
    expect(move(at(98), 'End')).toEqual(at(99));
    expect(move(at(20), 'End', { ctrlKey: true })).toEqual(at(99));
    expect(move(at(20), 'Home', { ctrlKey: true })).toEqual(at(0));
  });

  it('selects with Shift, from where it stood', () => {
    expect(move(at(20), 'ArrowRight', { shiftKey: true })).toEqual(at(21, 20));
    expect(move(at(21, 20), 'ArrowUp', { shiftKey: true })).toEqual(at(5, 20));
    expect(move(at(5, 20), 'ArrowDown')).toEqual(at(21));
    expect(rangeOf(at(5, 20))).toEqual({ first: 5, last: 20 });
    expect(move(at(5), 'a', { ctrlKey: true })).toEqual(at(99, 0));
  });

  it('comes to the first byte with the first key, and leaves other keys alone', () => {
    expect(move(null, 'ArrowDown')).toEqual(at(0));
    expect(move(null, 'a')).toBeNull();
    expect(move(at(3), 'ArrowLeft', { altKey: true })).toBeNull();
    expect(moveCaret(null, key('Home'), 4, 0)).toBeNull();
  });

  it('never leaves the bytes', () => {
    const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.array(fc.tuple(fc.constantFrom(...keys), fc.boolean(), fc.boolean())),
        (length, presses) => {
          let caret: HexCaret | null = null;
          for (const [name, shiftKey, ctrlKey] of presses) {
            caret = moveCaret(caret, key(name, { shiftKey, ctrlKey }), 3, length);
            expect(caret?.focus).toBeGreaterThanOrEqual(0);
            expect(caret?.focus).toBeLessThan(length);
          }
        },
      ),
    );
  });
});
