import { expect, test } from 'vitest';
import { isSubprotocol, parseSubprotocols } from './subprotocol.ts';

test.for(['binary', 'v12.stomp', 'graphql-transport-ws', "!#$%&'*+-.^_`|~0aZ"])('%s is a token', (value) => {
  expect(isSubprotocol(value)).toBe(true);
});

test.for(['', 'a b', 'a,b', 'a/b', 'a=', '"a"', 'a:b', '@', 'é', 'a\n'])('%j is none', (value) => {
  expect(isSubprotocol(value)).toBe(false);
});

test('a header is split at commas and trimmed', () => {
  expect(parseSubprotocols(' binary,base64 , x')).toEqual(['binary', 'base64', 'x']);
});
