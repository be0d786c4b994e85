import type { Reading } from '../reading.ts';
import type { Entry, Value } from './value.ts';

/** What a library made of bytes, as a value; what it left `undefined` is left out. */
export function valueOf(made: unknown, reading: Reading): Value {
  reading.node(0);
  switch (typeof made) {
    case 'string':
      return { kind: 'string', value: made };
    case 'number':
      return { kind: 'number', value: made };
    case 'bigint':
      return { kind: 'bigint', value: made };
    case 'boolean':
      return { kind: 'boolean', value: made };
    case 'object':
      return made === null ? { kind: 'null' } : objectValue(made, reading);
    default:
      return { kind: 'null', isUndefined: true };
  }
}

function objectValue(made: object, reading: Reading): Value {
  if (made instanceof Uint8Array) return { kind: 'bytes', value: made };
  reading.enter(0);
  const value = Array.isArray(made)
    ? ({ kind: 'array', items: made.map((item: unknown) => valueOf(item, reading)) } as const)
    : ({ kind: 'object', entries: entriesOf(made, reading) } as const);
  reading.leave();
  return value;
}

function entriesOf(made: object, reading: Reading): Entry[] {
  const entries = made instanceof Map ? [...made] : Object.entries(made);
  return entries.flatMap(([key, value]: [unknown, unknown]) =>
    value === undefined ? [] : [{ key: String(key), value: valueOf(value, reading) }],
  );
}
