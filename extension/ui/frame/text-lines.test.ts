import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findIn, MAX_MATCHES, piecesOf, TextLines } from './text-lines.ts';

const linesOf = (lines: TextLines) =>
  Array.from({ length: lines.count }, (_, i) => lines.text.slice(lines.start(i), lines.start(i + 1)));
const whole = (text: string) => ({ start: 0, end: text.length });

describe('the lines of a text', () => {
  it('end where it says so, and where there is no more room', () => {
    expect(linesOf(new TextLines('ab\ncdefgh\n', 4))).toEqual(['ab\n', 'cdef', 'gh\n', '']);
    expect(linesOf(new TextLines('', 4))).toEqual(['']);
    expect(linesOf(new TextLines('abcd', 4))).toEqual(['abcd']);
  });

  it('never halve a character', () => {
    expect(linesOf(new TextLines('abc😀d', 4))).toEqual(['abc', '😀d']);
  });

  it('are all of the text, and each character is in one', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '\n', '😀', 'é') }),
        fc.integer({ min: 2, max: 9 }),
        (text, columns) => {
          const lines = new TextLines(text, columns);
          expect(linesOf(lines).join('')).toBe(text);
          for (let i = 0; i < text.length; i++) {
            const line = lines.lineAt(i);
            expect(lines.start(line)).toBeLessThanOrEqual(i);
            expect(lines.start(line + 1)).toBeGreaterThan(i);
          }
        },
      ),
    );
  });
});

describe('finding in a text', () => {
  it('takes each character as itself, in any case', () => {
    expect(findIn('a.b A.B axb', 'a.b')).toEqual([
      { start: 0, end: 3 },
      { start: 4, end: 7 },
    ]);
    expect(findIn('(a)[b]{c}^$|\\/-', '{c}^$|\\/-')).toHaveLength(1);
    expect(findIn('abc', '')).toEqual([]);
    expect(findIn('x'.repeat(MAX_MATCHES * 2), 'x')).toHaveLength(MAX_MATCHES);
  });
});

describe('the pieces of a line', () => {
  it('mark what was found, also where it goes over the end of the line', () => {
    const text = 'one two one';
    expect(piecesOf(text, { start: 0, end: 9 }, findIn(text, 'one'), false)).toEqual([
      { text: 'one', start: 0, kind: 'match' },
      { text: ' two ', start: 3, kind: 'plain' },
      { text: 'o', start: 8, kind: 'match' },
    ]);
    expect(piecesOf(text, { start: 9, end: 11 }, findIn(text, 'one'), false)).toEqual([
      { text: 'ne', start: 9, kind: 'match' },
    ]);
  });

  it('show what cannot be seen, with its code', () => {
    const text = 'a b\u202ec\u0000\n';
    expect(piecesOf(text, whole(text), [], true).map((piece) => piece.text)).toEqual([
      'a',
      '·',
      'b',
      '⟨202E⟩',
      'c',
      '⟨0000⟩',
      '↵\n',
    ]);
    expect(piecesOf(text, whole(text), [], true)[3]?.code).toBe('U+202E');
  });
});
