import { expect, test } from 'vitest';
import { collect, configure, OPTIONS, refuseForListener } from './registry.ts';

test.each([
  ['acept', 'wrong', /Unknown misbehaviour "acept".*accept, upgrade/],
  ['accept', 'maybe', /Bad value "maybe" for accept: expected wrong\|omit/],
  ['status', '101', /expected a whole number from 200 to 599/],
  ['status', '4e2', /whole number/],
  ['delay', '-1', /whole number/],
  ['delay', '', /whole number/],
  ['ping', '0', /from 1/],
  ['close', '65536', /from 0 to 65535/],
  ['flood', '99999999999', /whole number/],
  ['extensions', 'a\nb', /control characters/],
  ['location', '/', /location means nothing without status/],
  ['toString', '1', /Unknown misbehaviour/],
])('refuses %s=%s', (name, value, message) => {
  expect(() => configure(new Map([[name, value]]))).toThrow(message);
});

function closing(reason: string): Map<string, string> {
  return new Map([
    ['close', '4000'],
    ['reason', reason],
  ]);
}

test('refuses a reason that a close frame cannot hold', () => {
  expect(() => configure(closing('é'.repeat(62)))).toThrow(/at most 123 bytes/);
  expect(configure(closing('é'.repeat(61)))).toHaveLength(1);
});

test('refuses a name that is given twice', () => {
  expect(() =>
    collect([
      ['ping', '1'],
      ['ping', '2'],
    ]),
  ).toThrow('ping is given twice.');
});

test('a URL cannot set what its listener had to know before', () => {
  expect(() => refuseForListener(new Map([['tls', '1']]))).toThrow(
    'tls is for a listener: --listen 9443,tls=1',
  );
  expect(() => refuseForListener(new Map([['accept', 'wrong']]))).not.toThrow();
});

test('every option has a name of its own, and those that it needs exist', () => {
  const names = OPTIONS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const { needs } of OPTIONS) expect([undefined, ...names]).toContain(needs);
});
