import { describe, expect, it } from 'vitest';
import { applyFix, matchesPattern, parseLiveFixes } from './live-fix.ts';

describe('matchesPattern', () => {
  it.for([
    ['ws://a/', 'ws://a/', true],
    ['ws://a/', 'ws://a/b', false],
    ['ws://a/*', 'ws://a/b?c', true],
    ['*', '', true],
    ['*a*b*', 'xxaxxbxx', true],
    ['*a*b', 'xxaxxbxx', false],
    ['ws://*.example/*', 'ws://game.example/x', true],
    ['', '', true],
    ['', 'x', false],
    ['a**b', 'ab', true],
    ['ws://a/', 'ws://a', false],
  ] as const)('%s for %s: %s', ([pattern, url, expected]) => {
    expect(matchesPattern(pattern, url)).toBe(expected);
  });

  it('takes no time with a pattern made to take long', () => {
    const start = performance.now();
    expect(matchesPattern(`${'*a'.repeat(200)}b`, 'a'.repeat(4_000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe('applyFix', () => {
  const fix = { pattern: 'ws://game.example/*', protocols: [], url: null, repair: false };

  it('reads what a page gives the constructor as a browser does', () => {
    expect(applyFix([fix], '/lobby', 'http://game.example/index.html')).toEqual({
      asked: 'ws://game.example/lobby',
      url: 'ws://game.example/lobby',
      protocols: [],
    });
    expect(applyFix([fix], 'ws://[', 'http://game.example/')).toBeNull();
    expect(applyFix([fix], 'ws://other/', 'http://game.example/')).toBeNull();
  });

  it('leads elsewhere', () => {
    const away = { ...fix, protocols: null, url: 'ws://localhost:9999/' };
    expect(applyFix([away], 'ws://game.example/', 'http://a/')).toMatchObject({
      asked: 'ws://game.example/',
      url: 'ws://localhost:9999/',
      protocols: null,
    });
  });
});

it.for(['', '{', 'null', '[]', '{"fixes":1}', '{"fixes":[{"pattern":1}]}', '{"fixes":[null]}'])(
  'takes what it does not understand for no fix: %s',
  (stored) => {
    expect(parseLiveFixes(stored).fixes).toEqual([]);
  },
);
