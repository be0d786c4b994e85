import type { Value } from '../decoders/values/value.ts';

const hashes = new WeakMap<Value, number>();

/** A number that equal values share (FNV-1a of kind and content, offsets left out). */
function hashOf(value: Value): number {
  const known = hashes.get(value);
  if (known !== undefined) return known;
  const hash = computeHash(value);
  hashes.set(value, hash);
  return hash;
}

/** Whether two values say the same, wherever they stand. */
export function isSameValue(one: Value, other: Value): boolean {
  if (one.kind !== other.kind || hashOf(one) !== hashOf(other)) return false;
  switch (one.kind) {
    case 'array':
      return other.kind === 'array' && isSameList(one.items, other.items);
    case 'object':
      return (
        other.kind === 'object' &&
        one.entries.every(({ key }, i) => key === other.entries[i]?.key) &&
        isSameList(
          one.entries.map(({ value }) => value),
          other.entries.map(({ value }) => value),
        )
      );
    case 'tagged':
      return other.kind === 'tagged' && one.tag === other.tag && isSameValue(one.value, other.value);
    case 'payload':
      if (other.kind !== 'payload') return false;
      if (!one.value || !other.value) return isSameBytes(one.bytes, other.bytes);
      return isSameValue(one.value, other.value);
    case 'bytes':
      return other.kind === 'bytes' && isSameBytes(one.value, other.value);
    case 'image':
      return other.kind === 'image' && isSameBytes(one.bytes, other.bytes);
    case 'null':
    case 'boolean':
    case 'number':
    case 'bigint':
    case 'string':
    case 'date':
      return textOf(one) === textOf(other as typeof one);
  }
}

function isSameList(one: readonly Value[], other: readonly Value[]): boolean {
  return (
    one.length === other.length &&
    one.every((value, i) => {
      const partner = other[i];
      return partner !== undefined && isSameValue(value, partner);
    })
  );
}

function isSameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, i) => byte === other[i]);
}

type Scalar = Exclude<
  Value,
  { readonly kind: 'array' | 'object' | 'tagged' | 'payload' | 'bytes' | 'image' }
>;

/** Equal for the same value only; a number as it was written, so that digits beyond its precision count. */
function textOf(value: Scalar): string {
  switch (value.kind) {
    case 'null':
      return value.isUndefined ? 'undefined' : 'null';
    case 'number':
      return value.source ?? (Object.is(value.value, -0) ? '-0' : String(value.value));
    case 'boolean':
    case 'bigint':
    case 'string':
    case 'date':
      return String(value.value);
  }
}

function computeHash(value: Value): number {
  const start = mixText(0x811c9dc5, value.kind);
  switch (value.kind) {
    case 'array':
      return value.items.reduce((hash, item) => mix(hash, hashOf(item)), start);
    case 'object':
      return value.entries.reduce((hash, entry) => mix(mixText(hash, entry.key), hashOf(entry.value)), start);
    case 'tagged':
      return mix(mixText(start, value.tag), hashOf(value.value));
    case 'payload':
      return value.value ? mix(start, hashOf(value.value)) : mix(start, value.bytes.length);
    case 'bytes':
      return mix(start, value.value.length);
    case 'image':
      return mix(start, value.bytes.length);
    case 'null':
    case 'boolean':
    case 'number':
    case 'bigint':
    case 'string':
    case 'date':
      return mixText(start, textOf(value));
  }
}

function mix(hash: number, value: number): number {
  return Math.imul(hash ^ value, 0x01000193);
}

function mixText(hash: number, text: string): number {
  let mixed = mix(hash, text.length);
  for (let i = 0; i < text.length; i++) mixed = mix(mixed, text.charCodeAt(i));
  return mixed;
}
