import type { Value } from '../values/value.ts';
import { scalarOf } from '../values/value-walk.ts';

/** A value as the libraries give it, to be compared with them. */
export function toPlain(value: Value): unknown {
  switch (value.kind) {
    case 'array':
      return value.items.map(toPlain);
    case 'object':
      return Object.fromEntries(value.entries.map((entry) => [entry.key, toPlain(entry.value)]));
    case 'bytes':
      return value.value;
    case 'date':
      return new Date(value.value);
    case 'null':
      return value.isUndefined ? undefined : null;
    case 'image':
    case 'payload':
    case 'tagged':
      return value;
    case 'boolean':
    case 'number':
    case 'bigint':
    case 'string':
      return scalarOf(value);
  }
}
