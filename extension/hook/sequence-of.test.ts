import { describe, expect, it } from 'vitest';
import { sequenceOf } from './sequence-of.ts';

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
