import { describe, expect, it } from 'vitest';
import { flattenTree, initiallyExpanded, JsonNumber, parseJson, summaryOf } from './json-tree.ts';

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

  it('keeps what JavaScript numbers would round, where the engine gives the source', () => {
    expect(summaryOf(new JsonNumber('12345678901234567890'))).toBe('12345678901234567890');
    expect(summaryOf(null)).toBe('null');
    expect(summaryOf(['a'])).toBe('[1]');
    expect(summaryOf({ a: null, b: null })).toBe('{a, b}');
  });
});
