import { toJson } from '../values/value-export.ts';
import type { Entry, Value } from '../values/value.ts';

/** An entry of a map whose keys may be of any type. */
export function entryOf(key: Value, value: Value): Entry {
  if (key.kind === 'string') return { key: key.value, value };
  return { key: toJson(key, 0), keyValue: key, value };
}

/**
 * How sure it is that bytes that were read to their end as MessagePack or CBOR are that. Half of all single bytes are
 * a number in either; a map with names in it does not come about by chance.
 */
export function likelihoodOfRoot(value: Value): number {
  switch (value.kind) {
    case 'object':
      if (value.entries.length === 0) return 0.3;
      return value.entries.every(({ keyValue }) => keyValue === undefined) ? 1 : 0.7;
    case 'array':
      return value.items.length > 1 ? 0.8 : 0.3;
    case 'string':
      return value.value.length > 3 ? 0.6 : 0.2;
    case 'tagged':
    case 'date':
    case 'bytes':
      return 0.5;
    case 'null':
    case 'boolean':
    case 'number':
    case 'bigint':
    case 'image':
    case 'payload':
      return 0.1;
  }
}
