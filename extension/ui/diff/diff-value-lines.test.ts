import { describe, expect, it } from 'vitest';
import type { Value } from '../../../src/decoders/values/value.ts';
import { diffValues } from '../../../src/diff/value-diff.ts';
import { linesOfChange } from './diff-value-lines.ts';

const number = (value: number): Value => ({ kind: 'number', value });
const array = (...items: Value[]): Value => ({ kind: 'array', items });
const object = (entries: Readonly<Record<string, Value>>): Value => ({
  kind: 'object',
  entries: Object.entries(entries).map(([key, value]) => ({ key, value })),
});

describe('the lines of two values compared', () => {
  it('are what changed, what it is in, and how much is equal', () => {
    const before = object({
      a: number(1),
      b: number(2),
      players: array(object({ x: number(5) }), number(0)),
    });
    const after = object({
      a: number(1),
      b: number(2),
      players: array(object({ x: number(6) }), number(0)),
      fresh: object({ y: array(number(7)) }),
    });
    expect(linesOfChange(diffValues(before, after, 1_000))).toEqual([
      { kind: 'inside', depth: 0, key: '$' },
      { kind: 'equal', depth: 1, count: 2 },
      { kind: 'inside', depth: 1, key: 'players' },
      { kind: 'inside', depth: 2, key: '[0]' },
      { kind: 'changed', depth: 3, key: 'x', before: '5', after: '6' },
      { kind: 'equal', depth: 2, count: 1 },
      { kind: 'added', depth: 1, key: 'fresh', before: null, after: '{"y":[7]}' },
    ]);
  });

  it('name the types of what is written alike', () => {
    const before: Value = { kind: 'bytes', value: Uint8Array.of(1) };
    expect(linesOfChange(diffValues(number(1), { kind: 'bigint', value: 1n }, 1_000))).toEqual([
      { kind: 'changed', depth: 0, key: '$', before: '1 (number)', after: '1 (bigint)' },
    ]);
    expect(linesOfChange(diffValues(before, before, 1_000))).toEqual([{ kind: 'equal', depth: 0, count: 1 }]);
  });
});
