import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../decoders/values/value.ts';
import { diffValues, type ValueChange } from './value-diff.ts';

/** A value as a JSON decoder makes it. */
function valueOf(json: unknown): Value {
  if (json === null) return { kind: 'null' };
  if (Array.isArray(json)) return { kind: 'array', items: json.map(valueOf) };
  switch (typeof json) {
    case 'object':
      return {
        kind: 'object',
        entries: Object.entries(json).map(([key, value]) => ({ key, value: valueOf(value) })),
      };
    case 'boolean':
      return { kind: 'boolean', value: json };
    case 'number':
      return { kind: 'number', value: json };
    default:
      return { kind: 'string', value: JSON.stringify(json) };
  }
}

/** The changes in short: `players[1].x changed`. */
function shown(change: ValueChange, path = ''): string[] {
  const here = change.key === null ? '' : change.isItem ? `${path}[${change.key}]` : `${path}.${change.key}`;
  if (change.kind === 'equal') return [];
  return change.kind === 'inside'
    ? change.children.flatMap((child) => shown(child, here))
    : [`${here} ${change.kind}`];
}

/** Whether two values are the same but for the order of keys. */
const isEqual = (one: unknown, other: unknown) => {
  try {
    expect(one).toEqual(other);
    return true;
  } catch {
    return false;
  }
};

const diff = (before: unknown, after: unknown) => diffValues(valueOf(before), valueOf(after), 5_000);

describe('a comparison of values', () => {
  it('goes by keys, in whatever order', () => {
    const change = diff({ op: 'move', x: 1, old: true }, { x: 2, op: 'move', fresh: null });
    expect(shown(change)).toEqual(['.x changed', '.fresh added', '.old removed']);
    expect(change.changes).toBe(3);
    expect(diff({ a: 1, b: 2 }, { b: 2, a: 1 }).kind).toBe('equal');
  });

  it('finds items that came between others, and looks into those that changed', () => {
    const before = {
      players: [
        { id: 1, x: 5 },
        { id: 2, x: 6 },
      ],
    };
    const after = {
      players: [
        { id: 9, x: 0 },
        { id: 1, x: 5 },
        { id: 2, x: 7 },
      ],
    };
    expect(shown(diff(before, after))).toEqual(['.players[0] added', '.players[2].x changed']);
  });

  it('tells apart what is written alike, and keys that come twice', () => {
    expect(shown(diff({ a: 1 }, { a: '1' }))).toEqual(['.a changed']);
    const twice = (second: number): Value => ({
      kind: 'object',
      entries: [
        { key: 'a', value: valueOf(1) },
        { key: 'a', value: valueOf(second) },
      ],
    });
    expect(shown(diffValues(twice(2), twice(3), 1_000))).toEqual(['.a changed']);
    const big = (value: bigint): Value => ({ kind: 'bigint', value });
    expect(diffValues(big(2n ** 64n), big(2n ** 64n + 1n), 1_000).kind).toBe('changed');
  });

  it('finds nothing between a value and itself, and something between others', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(diff(one, structuredClone(one)).kind).toBe('equal');
        expect(diff(one, other).changes > 0).toBe(!isEqual(one, other));
      }),
    );
  });
});
