import type { Entry, Value } from './value.ts';

/** Looks through what only wraps a value: tags, and payloads inside the payload. */
export function unwrapped(value: Value): Value {
  let inner = value;
  while (inner.kind === 'tagged' || (inner.kind === 'payload' && inner.value)) {
    inner = inner.kind === 'tagged' ? inner.value : (inner.value ?? inner);
  }
  return inner;
}

/** The values of a key; more than one where it comes twice. Of an array, the item with that index. */
export function valuesAt(value: Value, key: string): Value[] {
  const inner = unwrapped(value);
  if (inner.kind === 'object') {
    return inner.entries.filter((entry) => entry.key === key).map((entry) => entry.value);
  }
  if (inner.kind !== 'array' || !/^\d+$/.test(key)) return [];
  const item = inner.items[Number(key)];
  return item ? [item] : [];
}

/** What is directly in an object, an array, or what wraps one; none for other values. */
export function entriesOf(value: Value): readonly Entry[] {
  const inner = unwrapped(value);
  if (inner.kind === 'object') return inner.entries;
  return inner.kind === 'array' ? inner.items.map((item, i) => ({ key: String(i), value: item })) : [];
}

/** A value to compare with; a date is its milliseconds. `undefined` where it is no scalar. */
export function scalarOf(value: Value): string | number | bigint | boolean | null | undefined {
  const inner = unwrapped(value);
  switch (inner.kind) {
    case 'null':
      return null;
    case 'boolean':
    case 'number':
    case 'bigint':
    case 'string':
    case 'date':
      return inner.value;
    case 'array':
    case 'object':
    case 'bytes':
    case 'image':
    case 'payload':
    case 'tagged':
      return undefined;
  }
}
