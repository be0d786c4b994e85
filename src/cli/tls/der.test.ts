import { expect, test } from 'vitest';
import { integer, objectIdentifier, octetString, utcTime } from './der.ts';

test.each([
  [0, '0400'],
  [127, '047f'],
  [128, '048180'],
  [256, '04820100'],
])('the length of %i bytes is in the shortest form', (length, head) => {
  expect(octetString(new Uint8Array(length)).toString('hex')).toBe(head + '00'.repeat(length));
});

test('an integer stays positive', () => {
  expect(integer(Buffer.of(0x7f)).toString('hex')).toBe('02017f');
  expect(integer(Buffer.of(0x80)).toString('hex')).toBe('02020080');
});

test('an object identifier in base 128', () => {
  expect(objectIdentifier('1.2.840.10045.4.3.2').toString('hex')).toBe('06082a8648ce3d040302');
});

test('a time in UTC', () => {
  expect(utcTime(new Date('2030-01-02T03:04:05.678Z')).toString()).toBe('\x17\r300102030405Z');
});
