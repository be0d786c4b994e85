import { describe, expect, test } from 'vitest';
import { ALL_CASES } from '../e2e/verdicts/all-cases.ts';
import { OPTIONS } from '../src/cli/misbehaviours/registry.ts';
import { causes } from '../src/diagnosis/causes/registry.ts';

type Browser = 'chromium' | 'firefox';

/** Causes that a browser cannot come to, or not in the time of a test. */
const OUT_OF_REACH: Readonly<Record<Browser, Readonly<Record<string, string>>>> = {
  chromium: {
    'response-timeout': 'waits for 240 s',
    'http-version-too-old': 'lets it pass',
  },
  firefox: { 'connection-reset': 'calls it by the same name as a connection that was closed' },
};

const sources = import.meta.glob<string>(
  ['../src/cli/**/*.test.ts', '../e2e/{specs,verdicts,support}/*.ts', '!./causes.test.ts'],
  { query: '?raw', import: 'default', eager: true },
);

describe.each(['chromium', 'firefox'] as const)('in %s', (browser) => {
  const tested = new Set(
    ALL_CASES.flatMap(({ cause, [browser]: expected }) => {
      if (expected === null || typeof expected === 'string') return [];
      return [expected?.cause ?? cause];
    }),
  );

  test('every cause comes about in an end-to-end test', () => {
    const untested = causes.map(({ id }) => id).filter((id) => !tested.has(id));
    expect(untested.sort()).toEqual(Object.keys(OUT_OF_REACH[browser]).sort());
  });

  test('no end-to-end test expects a cause that there is not', () => {
    const known = new Set(causes.map(({ id }) => id));
    expect([...tested].filter((id) => !known.has(id))).toEqual([]);
  });
});

test('the titles of the end-to-end tests tell them apart', () => {
  const titles = ALL_CASES.map(({ title, cause }) => `${title} is ${cause}`);
  expect(titles.filter((title, i) => titles.indexOf(title) !== i)).toEqual([]);
});

test.each(OPTIONS.map(({ name }) => name))('the misbehaviour %s is tried by a test', (name) => {
  const isTried = Object.values(sources).some((source) => new RegExp(`\\b${name}=`).test(source));
  expect(isTried).toBe(true);
});
