import type { ObjectValue, Value } from './value.ts';

/** The value of a key; of a key that comes twice, the last, as `JSON.parse` takes it. */
export function fieldOf(value: Value | undefined, key: string): Value | undefined {
  return value?.kind === 'object' ? value.entries.findLast((entry) => entry.key === key)?.value : undefined;
}

export function itemOf(value: Value | undefined, index: number): Value | undefined {
  return value?.kind === 'array' ? value.items[index] : undefined;
}

export function textOf(value: Value | undefined): string | undefined {
  return value?.kind === 'string' ? value.value : undefined;
}

/** A whole number that a `number` can say. */
export function integerOf(value: Value | undefined): number | undefined {
  return value?.kind === 'number' && Number.isSafeInteger(value.value) ? value.value : undefined;
}

/** An id as protocols have it, a string or a number, told apart. */
export function idOf(value: Value | undefined): string | undefined {
  if (value?.kind === 'string') return JSON.stringify(value.value);
  return value?.kind === 'number' || value?.kind === 'bigint' ? String(value.value) : undefined;
}

/** An object of what is there, in this order. */
export function objectOf(fields: Readonly<Record<string, Value | undefined>>): ObjectValue {
  const entries = Object.entries(fields).flatMap(([key, value]) => (value ? [{ key, value }] : []));
  return { kind: 'object', entries };
}

export function textValue(value: string): Value {
  return { kind: 'string', value };
}

export function numberValue(value: number, symbol?: string): Value {
  return symbol === undefined ? { kind: 'number', value } : { kind: 'number', value, symbol };
}
