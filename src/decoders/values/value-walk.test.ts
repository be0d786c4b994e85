import { describe, expect, it } from 'vitest';
import type { Value } from './value.ts';
import { entriesOf, scalarOf, valuesAt } from './value-walk.ts';

const one: Value = { kind: 'number', value: 1 };
const two: Value = { kind: 'bigint', value: 2n };
const list: Value = { kind: 'array', items: [one, two] };
const twice: Value = {
  kind: 'object',
  entries: [
    { key: 'a', value: one },
    { key: 'a', value: list },
  ],
};

describe('walking through values', () => {
  it('finds every value of a key, and items by index', () => {
    expect(valuesAt(twice, 'a')).toEqual([one, list]);
    expect(valuesAt(twice, 'b')).toEqual([]);
    expect(valuesAt(list, '1')).toEqual([two]);
    expect(valuesAt(list, 'length')).toEqual([]);
    expect(entriesOf(list).map(({ key }) => key)).toEqual(['0', '1']);
    expect(entriesOf(one)).toEqual([]);
  });

  it('looks through tags and payloads', () => {
    const nested: Value = {
      kind: 'payload',
      bytes: new Uint8Array(0),
      isText: false,
      summary: '',
      value: { kind: 'tagged', tag: 'position', value: twice },
    };
    expect(valuesAt(nested, 'a')).toHaveLength(2);
    expect(scalarOf({ kind: 'tagged', tag: 'bignum', value: two })).toBe(2n);
    expect(scalarOf(nested)).toBeUndefined();
    expect(scalarOf({ kind: 'null' })).toBeNull();
  });
});
