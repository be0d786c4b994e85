import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/decoders/values/value.ts';
import {
  allExpanded,
  flattenTree,
  initiallyExpanded,
  lineOf,
  MAX_TREE_ROWS,
  payloadAround,
  queryPathOf,
} from './value-rows.ts';

const number = (value: number): Value => ({ kind: 'number', value });
const array = (items: Value[]): Value => ({ kind: 'array', items });
const object = (...entries: [string, Value][]): Value => ({
  kind: 'object',
  entries: entries.map(([key, value]) => ({ key, value })),
});

describe('rows of a value', () => {
  const root = object(
    ['op', number(1)],
    ['a b', array([object(['x', number(1)]), object(['x', number(2)])])],
  );

  it('lists only what is expanded', () => {
    const keys = (paths: Iterable<string>) => flattenTree(root, new Set(paths)).map(({ key }) => key);
    expect(keys([])).toEqual([null]);
    expect(keys([''])).toEqual([null, 'op', 'a b']);
    expect(keys(['', '/1', '/1/1'])).toEqual([null, 'op', 'a b', '0', '1', 'x']);
    expect([...initiallyExpanded(root)]).toEqual(['', '/1']);
  });

  it('says where a row is as a query would', () => {
    const rows = flattenTree(root, new Set(['', '/1', '/1/0', '/1/1']));
    expect(rows.map((_, i) => queryPathOf(rows, i))).toEqual([
      '$',
      '$.op',
      '$["a b"]',
      '$["a b"][0]',
      '$["a b"][0].x',
      '$["a b"][1]',
      '$["a b"][1].x',
    ]);
  });

  it('opens no more of a large array than a tree may show', () => {
    const large = array(Array.from({ length: 300_000 }, (_, i) => number(i)));
    expect(flattenTree(large, new Set(['']))).toHaveLength(MAX_TREE_ROWS);
    expect([...initiallyExpanded(array([large, array([number(1)])]))]).toEqual(['', '/1']);
  });

  it('opens all, and no more than a tree may show', () => {
    expect([...allExpanded(root)]).toEqual(['', '/1', '/1/0', '/1/1']);
    const large = array(Array.from({ length: 150_000 }, () => array([number(1)])));
    expect(flattenTree(large, allExpanded(large)).length).toBeLessThanOrEqual(MAX_TREE_ROWS);
  });

  it('knows where a row is among others, and whose bytes it was read from', () => {
    const bytes = Uint8Array.of(1);
    const nested: Value = {
      kind: 'payload',
      bytes,
      isText: false,
      summary: '',
      value: object(['in', number(1)]),
    };
    const rows = flattenTree(object(['out', number(2)], ['body', nested]), new Set(['', '/1']));
    expect(rows.map(({ key, position, siblings }) => [key, position, siblings])).toEqual([
      [null, 1, 1],
      ['out', 1, 2],
      ['body', 2, 2],
      ['in', 1, 1],
    ]);
    expect(rows.map((_, i) => payloadAround(rows, i))).toEqual([null, null, null, bytes]);
  });

  it('keeps keys that come twice apart', () => {
    const rows = flattenTree(object(['a', array([])], ['a', array([number(1)])]), new Set(['', '/1']));
    expect(rows.map(({ path }) => path)).toEqual(['', '/0', '/1', '/1/0']);
  });

  it('writes values as they are', () => {
    expect(lineOf({ kind: 'string', value: 'x'.repeat(5_000) })).toMatch(/^"x{2000}" … 5,000 characters$/);
    expect(lineOf({ kind: 'number', value: Math.fround(0.1), type: 'f32le' })).toBe('0.1');
    expect(lineOf({ kind: 'number', value: 1, source: '1.0' })).toBe('1.0');
    expect(lineOf({ kind: 'number', value: 2, symbol: 'JUMP' })).toBe('JUMP (2)');
    expect(lineOf({ kind: 'bytes', value: Uint8Array.of(0xde, 0xad) })).toBe('de ad (2 bytes)');
    expect(lineOf({ kind: 'array', items: [], length: 1000 })).toBe('[0 of 1,000]');
    expect(lineOf({ kind: 'date', value: 0 })).toBe('1970-01-01T00:00:00.000Z');
  });
});
