import { describe, expect, it } from 'vitest';
import {
  flattenTree,
  initiallyExpanded,
  JsonNumber,
  MAX_TREE_ROWS,
  parseJson,
  summaryOf,
} from './json-tree.ts';

const array = (number: string, times: number) => `[${Array(times).fill(number).join()}]`;

describe('JSON tree', () => {
  it('says why a text is no JSON', () => {
    const parsed = parseJson('{"a":');
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.why).not.toBe('');
  });

  it('lists only what is expanded', () => {
    const parsed = parseJson('{"op":"join","players":[{"x":1},{"x":2}]}');
    if (!parsed.ok) throw new Error(parsed.why);
    const rows = (paths: Iterable<string>) =>
      flattenTree(parsed.value, new Set(paths)).map(({ path }) => path);
    expect(rows([])).toEqual(['']);
    expect(rows([''])).toEqual(['', '/op', '/players']);
    expect(rows(['', '/players', '/players/1'])).toEqual([
      '',
      '/op',
      '/players',
      '/players/0',
      '/players/1',
      '/players/1/x',
    ]);
    expect([...initiallyExpanded(parsed.value)]).toEqual(['', '/players']);
  });

  it('opens no more of a large array than a tree may show', () => {
    const large = Array.from({ length: 300_000 }, (_, i) => i);
    expect(flattenTree(large, new Set(['']))).toHaveLength(MAX_TREE_ROWS);
    expect([...initiallyExpanded([large, [1]])]).toEqual(['', '/1']);
  });

  it('tells apart keys that look like paths', () => {
    const rows = flattenTree({ 'a/b': { c: 1 }, 'a~1b': { c: 2 } }, new Set(['', '/a~1b']));
    expect(rows.map(({ path }) => path)).toEqual(['', '/a~1b', '/a~1b/c', '/a~01b']);
  });

  it('shows the beginning of a long string and its length', () => {
    expect(summaryOf('x'.repeat(5_000))).toMatch(/^"x{2000}" … 5,000 characters$/);
  });

  it('parses a large text with exact numbers, and says where it had to round them', () => {
    const parsed = parseJson(array('1.5', 100_000));
    expect(parsed.ok && !parsed.isRounded && Array.isArray(parsed.value) && parsed.value[0]).toBe(1.5);
    const rounded = parseJson(array('12345678901234567890', 250_000));
    expect(rounded.ok && rounded.isRounded).toBe(true);
  });

  it('keeps what JavaScript numbers would round, where the engine gives the source', () => {
    expect(summaryOf(new JsonNumber('12345678901234567890'))).toBe('12345678901234567890');
    expect(summaryOf(null)).toBe('null');
    expect(summaryOf(['a'])).toBe('[1]');
    expect(summaryOf({ a: null, b: null })).toBe('{a, b}');
  });
});
