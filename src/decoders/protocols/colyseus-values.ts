import { ArraySchema, MapSchema, Schema, SetSchema } from '@colyseus/schema';
import type { Entry, Value } from '../values/value.ts';

/** What may be spent on a state; counted down. */
export interface Budget {
  nodes: number;
  readonly depth: number;
}

const LEFT_OUT: Value = { kind: 'null', note: 'left out: the state is too large' };

/** What a state of @colyseus/schema holds, as far as the budget goes. */
export function schemaValue(held: unknown, budget: Budget, depth = 0): Value {
  if (budget.nodes-- <= 0 || depth > budget.depth) return LEFT_OUT;
  switch (typeof held) {
    case 'string':
      return { kind: 'string', value: held };
    case 'number':
      return { kind: 'number', value: held };
    case 'bigint':
      return { kind: 'bigint', value: held };
    case 'boolean':
      return { kind: 'boolean', value: held };
    case 'object':
      return held === null ? { kind: 'null' } : structured(held, budget, depth + 1);
    default:
      return { kind: 'null', isUndefined: true };
  }
}

function structured(held: object, budget: Budget, depth: number): Value {
  if (held instanceof ArraySchema) return list(itemsOf(held, budget), held.length, budget, depth);
  if (held instanceof SetSchema) return list(held.values(), held.size, budget, depth);
  if (held instanceof MapSchema) return fields(held.entries(), held.size, budget, depth);
  if (held instanceof Schema) {
    const names = Object.keys(held).filter((name) => typeof held[name as keyof typeof held] !== 'function');
    const pairs = names.map((name): [string, unknown] => [name, held[name as keyof typeof held]]);
    return fields(pairs, pairs.length, budget, depth);
  }
  return { kind: 'null', note: 'of an unknown kind' };
}

/** By index: an array may be said to be far longer than what it holds. */
function* itemsOf(held: ArraySchema<unknown>, budget: Budget): Generator {
  for (let i = 0; i < held.length && budget.nodes > 0; i++) yield held[i];
}

function list(held: Iterable<unknown>, length: number, budget: Budget, depth: number): Value {
  const items: Value[] = [];
  for (const item of held) {
    if (budget.nodes <= 0) break;
    items.push(schemaValue(item, budget, depth));
  }
  return { kind: 'array', items, length };
}

function fields(held: Iterable<[unknown, unknown]>, length: number, budget: Budget, depth: number): Value {
  const entries: Entry[] = [];
  for (const [key, value] of held) {
    if (budget.nodes <= 0) break;
    entries.push({ key: String(key), value: schemaValue(value, budget, depth) });
  }
  return { kind: 'object', entries, length };
}
