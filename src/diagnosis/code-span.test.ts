import { expect, test } from 'vitest';
import { code } from './code-span.ts';

test('quotes a value so that nothing in it ends the quotation', () => {
  expect(code('binary')).toBe('`binary`');
  expect(code('a`b\r\nc')).toBe('`aˋb c`');
  expect(code('')).toBe('an empty value');
});

test('cuts at a character, never within one', () => {
  expect(code('😀'.repeat(200))).toBe(`\`${'😀'.repeat(200)}\``);
  expect(code('😀'.repeat(201))).toBe(`\`${'😀'.repeat(200)}…\``);
});
