import { describe, expect, it } from 'vitest';
import { knownProtocols, textOf } from './constructor-arguments.ts';

const untouchable = new Proxy(
  {},
  {
    get: () => {
      throw new Error('the page would see this');
    },
  },
);

describe('textOf', () => {
  it('gives what the browser makes of a primitive, and runs no code of the page', () => {
    expect(['ws://host', undefined, null, 7, Symbol('x'), untouchable].map(textOf)).toEqual([
      'ws://host',
      'undefined',
      'null',
      '7',
      'Symbol(x)',
      '(an object)',
    ]);
  });
});

// https://webidl.spec.whatwg.org/#js-union
describe('knownProtocols', () => {
  it('takes a string as one subprotocol and an array as a sequence', () => {
    expect(knownProtocols(undefined)).toEqual([]);
    expect(knownProtocols('binary')).toEqual(['binary']);
    expect(knownProtocols(null)).toEqual(['null']);
    expect(knownProtocols(['a', 1])).toEqual(['a', '1']);
  });

  it('leaves to the browser what only the page can convert', () => {
    expect(knownProtocols(untouchable)).toEqual([]);
    expect(knownProtocols(['a', untouchable])).toEqual(['a', '(an object)']);
    expect(knownProtocols(new Set(['a']))).toEqual([]);
  });

  it('is read without the help of Array.prototype', () => {
    const native = Array.prototype[Symbol.iterator];
    Array.prototype[Symbol.iterator] = () => {
      throw new Error('the page replaced this');
    };
    try {
      expect(knownProtocols(['a', 'b']).length).toBe(2);
    } finally {
      Array.prototype[Symbol.iterator] = native;
    }
  });
});
