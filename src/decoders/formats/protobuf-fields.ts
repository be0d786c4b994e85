import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** A field as it stands in the bytes (protobuf's encoding guide), before anybody knows what it means. */
export interface WireField {
  readonly number: number;
  readonly wireType: WireType;
  /** Offset of the tag. */
  readonly start: number;
  /** Offset of what follows the tag and, where it has one, the length. */
  readonly valueStart: number;
  readonly end: number;
}

export interface WireFields {
  readonly fields: readonly WireField[];
  /** Where and why the rest is no protobuf. */
  readonly problem: { readonly at: number; readonly why: string } | null;
}

/** Reads the fields between two offsets, without looking into them; `limit` of them at most. */
export function wireFieldsIn(bytes: Uint8Array, start: number, end: number, limit: number): WireFields {
  const reader = new BinaryReader(bytes.subarray(0, end));
  reader.pos = start;
  const fields: WireField[] = [];
  while (reader.pos < end && fields.length < limit) {
    const at = reader.pos;
    try {
      fields.push(readField(reader, at));
    } catch (error) {
      // The library throws where bytes are no protobuf.
      return { fields, problem: { at, why: error instanceof Error ? error.message : String(error) } };
    }
  }
  return { fields, problem: null };
}

function readField(reader: BinaryReader, start: number): WireField {
  const [number, wireType] = reader.tag();
  let valueStart = reader.pos;
  if (wireType === WireType.LengthDelimited) {
    const length = reader.uint32();
    valueStart = reader.pos;
    if (length > reader.len - valueStart) throw new Error(`field ${number} is longer than what it is in`);
    reader.pos = valueStart + length;
  } else {
    reader.skip(wireType, number);
    // It does not check each byte of a number.
    if (wireType === WireType.Varint && reader.pos - valueStart > 10)
      throw new Error('a varint has more than 10 bytes');
  }
  return { number, wireType, start, valueStart, end: reader.pos };
}

/** A base-128 number of up to 64 bits, as it stands there. */
export function varintAt(bytes: Uint8Array, start: number, end: number): bigint {
  let value = 0n;
  for (let at = start, shift = 0n; at < end; at++, shift += 7n)
    value |= BigInt((bytes[at] ?? 0) & 0x7f) << shift;
  return BigInt.asUintN(64, value);
}
