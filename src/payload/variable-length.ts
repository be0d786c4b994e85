/** A value of a length of its own at the beginning of some bytes. */
export interface SizedValue {
  readonly value: bigint;
  readonly bytes: number;
}

/** Bytes of a 64-bit varint at most. */
const MAX_VARINT = 10;

/** An unsigned base-128 varint, least significant group first (Protocol Buffers, ULEB128), of at most 64 bits. */
export function varintAt(bytes: Uint8Array): SizedValue | null {
  let value = 0n;
  for (let i = 0; i < Math.min(bytes.length, MAX_VARINT); i++) {
    const byte = bytes[i] ?? 0;
    value |= BigInt(byte & 0x7f) << BigInt(7 * i);
    if (byte < 0x80) return { value: BigInt.asUintN(64, value), bytes: i + 1 };
  }
  return null;
}

/** The same where the highest bit that is there gives the sign (DWARF, WebAssembly). */
export function signedLeb128At(bytes: Uint8Array): SizedValue | null {
  const unsigned = varintAt(bytes);
  if (!unsigned) return null;
  const bits = Math.min(64, 7 * unsigned.bytes);
  return { value: BigInt.asIntN(bits, unsigned.value), bytes: unsigned.bytes };
}

/** The signed number that a zigzag encoding stands for (Protocol Buffers, `sint64`). */
export function zigzag(value: bigint): bigint {
  return (value >> 1n) ^ -(value & 1n);
}

/** The character that bytes begin with in UTF-8, with its code point; control characters by code point only. */
export function codePointAt(bytes: Uint8Array): { readonly text: string; readonly bytes: number } | null {
  const size = sequenceLength(bytes[0] ?? 0xff);
  if (size === 0 || bytes.length < size) return null;
  let character: string;
  try {
    character = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, size));
  } catch {
    // Not UTF-8, which is an answer too.
    return null;
  }
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return { text: /[\p{C}\p{Z}]/u.test(character) ? code : `${character} ${code}`, bytes: size };
}

function sequenceLength(first: number): number {
  if (first < 0x80) return 1;
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}
