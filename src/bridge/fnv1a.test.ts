import { expect, it } from 'vitest';
import { fnv1a } from './fnv1a.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

it.for([
  ['', 0x811c9dc5],
  ['a', 0xe40c292c],
  ['foobar', 0xbf9cf968],
] as const)('FNV-1a of “%s”', ([text, hash]) => {
  expect(fnv1a(bytes(text), text.length)).toBe(hash);
});

it('goes on where it stood', () => {
  expect(fnv1a(bytes('bar'), 3, fnv1a(bytes('foo'), 3))).toBe(0xbf9cf968);
});
