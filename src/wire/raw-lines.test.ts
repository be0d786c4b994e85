import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { differingLines, rawLines } from './raw-lines.ts';

const ENDS = { crlf: '\r\n', lf: '\n', none: '' } as const;

describe('lines of a raw head', () => {
  it('keep how each of them ended', () => {
    expect(rawLines('GET / HTTP/1.1\r\nHost: a\n\r\n')).toEqual([
      { text: 'GET / HTTP/1.1', end: 'crlf' },
      { text: 'Host: a', end: 'lf' },
      { text: '', end: 'crlf' },
    ]);
    expect(rawLines('GET\r')).toEqual([{ text: 'GET\r', end: 'none' }]);
    expect(rawLines('')).toEqual([]);
  });

  it('give the very bytes when they are put together again', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '\r', '\n', ':') }), (bytes) => {
        const joined = rawLines(bytes).map(({ text, end }) => text + ENDS[end]);
        expect(joined.join('')).toBe(bytes);
      }),
    );
  });

  it('differ where the other head has no such line left', () => {
    const a = rawLines('GET / HTTP/1.1\r\nHost: a\r\nX: 1\r\nX: 1\r\n\r\n');
    const b = rawLines('GET / HTTP/1.1\r\nHost: b\r\nX: 1\r\n\r\n');
    const differing = differingLines(a, b);
    expect([[...differing.a], [...differing.b]]).toEqual([[1, 3], [1]]);
  });
});
