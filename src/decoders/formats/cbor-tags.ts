import type { Value } from '../values/value.ts';

/** Names of tags that a person may meet, from the registry that RFC 8949, 9.2, set up. */
const NAMES: Readonly<Record<string, string>> = {
  24: 'encoded CBOR',
  32: 'URI',
  33: 'base64url',
  34: 'Base64',
  35: 'regular expression',
  37: 'UUID',
  55799: 'self-described CBOR',
};
/** Bytes of an integer that is still computed: it takes the square of their number. */
const MAX_BIGNUM = 1024;

/** A tag around a value that is whole: dates and big integers become such, the rest keeps its tag. */
export function taggedValue(number: number | bigint, value: Value, start: number, end: number): Value {
  const read = { start, end, type: `tag ${number}` };
  const seconds = number === 1 && value.kind === 'number' ? value.value : Number.NaN;
  if (Number.isFinite(seconds)) return { kind: 'date', value: seconds * 1000, ...read };
  const date = number === 0 && value.kind === 'string' ? Date.parse(value.value) : Number.NaN;
  if (Number.isFinite(date)) return { kind: 'date', value: date, ...read };
  if ((number === 2 || number === 3) && value.kind === 'bytes' && value.value.length <= MAX_BIGNUM) {
    const magnitude = bigIntOf(value.value);
    return { kind: 'bigint', value: number === 2 ? magnitude : -1n - magnitude, ...read };
  }
  const name = NAMES[String(number)];
  return { kind: 'tagged', tag: name ? `tag ${number} ${name}` : `tag ${number}`, value, start, end };
}

function bigIntOf(bytes: Uint8Array): bigint {
  let digits = '0x0';
  for (const byte of bytes) digits += byte.toString(16).padStart(2, '0');
  return BigInt(digits);
}
