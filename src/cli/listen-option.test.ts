import { expect, test } from 'vitest';
import { parseListenOption } from './listen-option.ts';

test('reads a port and misbehaviours', () => {
  const { port, settings } = parseListenOption('9998,subprotocol=a%2Cb,upgrade=x=y+z');
  expect(port).toBe(9998);
  expect([...settings]).toEqual([
    ['subprotocol', 'a,b'],
    ['upgrade', 'x=y+z'],
  ]);
});

test.each([
  ['', /expected a port/],
  ['x', /expected a port/],
  ['65536', /expected a port/],
  ['localhost:9999', /expected a port/],
  ['9998,omit', /"omit" is not name=value/],
  ['9998,', /"" is not name=value/],
  ['9998,=omit', /"=omit" is not name=value/],
  ['9998,greet=100%', /percent/],
  ['9998,acept=wrong', /--listen 9998,acept=wrong: Unknown misbehaviour "acept"/],
  ['9998,status=403,status=404', /given twice/],
])('refuses "%s"', (option, message) => {
  expect(() => parseListenOption(option)).toThrow(message);
});
