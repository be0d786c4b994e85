import { describe, expect, it } from 'vitest';
import { convertArgument, convertProtocols, sequenceOf } from './constructor-arguments.ts';

describe('convertArgument', () => {
  it('converts an object once, and leaves everything else to the browser', () => {
    let conversions = 0;
    const url = { toString: () => `ws://host/${++conversions}` };
    expect(convertArgument(url)).toBe('ws://host/1');
    expect(conversions).toBe(1);
    const symbol = Symbol('url');
    expect(convertArgument(symbol)).toBe(symbol);
    expect(convertArgument(undefined)).toBe(undefined);
  });
});

// https://webidl.spec.whatwg.org/#js-union
describe('convertProtocols', () => {
  it('takes a string as one subprotocol and an iterable as a sequence', () => {
    expect(convertProtocols(undefined)).toEqual([]);
    expect(convertProtocols('binary')).toEqual(['binary']);
    expect(convertProtocols(null)).toEqual(['null']);
    expect(convertProtocols(['a', 1])).toEqual(['a', '1']);
    expect(convertProtocols(new Set(['a', 'b']))).toEqual(['a', 'b']);
    expect(convertProtocols({ toString: () => 'object' })).toEqual(['object']);
    const symbol = Symbol('for the browser to refuse');
    expect(convertProtocols([symbol])).toEqual([symbol]);
  });

  it('lets what the page throws through', () => {
    const broken = {
      [Symbol.iterator]: () => {
        throw new RangeError('mine');
      },
    };
    expect(() => convertProtocols(broken)).toThrow(RangeError);
  });
});

describe('sequenceOf', () => {
  it('is read without the help of Array.prototype', () => {
    const native = Array.prototype[Symbol.iterator];
    const list = ['a', 'b'];
    const sequence = sequenceOf(list);
    const read: string[] = [];
    Array.prototype[Symbol.iterator] = () => {
      throw new Error('the page replaced this');
    };
    try {
      for (const item of sequence) read.push(item);
    } finally {
      Array.prototype[Symbol.iterator] = native;
    }
    expect(read).toEqual(['a', 'b']);
  });
});
