import { expect, test } from 'vitest';
import type { Cause } from '../cause.ts';
import { causes } from './registry.ts';

const files = import.meta.glob<Readonly<Record<string, Cause>>>(['./*.ts', '!./registry.*', '!./*.test.ts'], {
  eager: true,
});

test('every cause has a file of its name, and every file is in the registry', () => {
  const names = Object.keys(files).map((path) => path.replace(/^\.\/|\.ts$/g, ''));
  expect(names.length).toBeGreaterThan(40);
  expect(causes.map(({ id }) => id).sort()).toEqual(names.sort());
});

test('a file exports one cause, by its own name in camel case', () => {
  for (const cause of causes) {
    const name = cause.id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    expect(Object.entries(files[`./${cause.id}.ts`] ?? {}), cause.id).toEqual([[name, cause]]);
  }
});

test('no two titles are the same, and none is too long for the list', () => {
  expect(new Set(causes.map(({ title }) => title)).size).toBe(causes.length);
  for (const { title } of causes) {
    expect(title.length).toBeLessThanOrEqual(40);
    expect(title.split(' ').length).toBeLessThanOrEqual(6);
  }
});
