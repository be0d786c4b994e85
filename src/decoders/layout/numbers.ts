import { type ByteReader, integerValue } from '../formats/byte-reader.ts';
import type { Reading } from '../reading.ts';
import type { BigIntValue, NumberValue, Value } from '../values/value.ts';
import type { EnumType, NumberType } from './syntax.ts';

/** Reads one number. */
export function numberValue(type: NumberType, bytes: ByteReader, reading: Reading): Value {
  const start = bytes.at;
  switch (type.form) {
    case 'bool':
      return { kind: 'boolean', value: bytes.u8() !== 0, start, end: bytes.at, type: type.name };
    case 'varint':
    case 'zigzag': {
      const value = varint(bytes, reading);
      const signed = type.form === 'zigzag' ? (value >> 1n) ^ -(value & 1n) : value;
      return integerValue(signed, start, bytes.at, type.name);
    }
    case 'float': {
      const value = type.bytes === 4 ? bytes.f32(type.isLittle) : bytes.f64(type.isLittle);
      return { kind: 'number', value, start, end: bytes.at, type: type.name };
    }
    case 'signed':
    case 'unsigned':
      return integerValue(integer(type, bytes), start, bytes.at, type.name);
  }
}

function integer({ form, bytes: size, isLittle }: NumberType, bytes: ByteReader): number | bigint {
  const isSigned = form === 'signed';
  switch (size) {
    case 1:
      return isSigned ? bytes.i8() : bytes.u8();
    case 2:
      return isSigned ? bytes.i16(isLittle) : bytes.u16(isLittle);
    case 4:
      return isSigned ? bytes.i32(isLittle) : bytes.u32(isLittle);
    case 0:
    case 8:
      return isSigned ? bytes.i64(isLittle) : bytes.u64(isLittle);
  }
}

/** LEB128, as protobuf and WebAssembly write it, of up to 64 bits. */
function varint(bytes: ByteReader, reading: Reading): bigint {
  const start = bytes.at;
  let value = 0n;
  for (let shift = 0n; shift < 70n; shift += 7n) {
    const byte = bytes.u8();
    value |= BigInt(byte & 0x7f) << shift;
    if (byte < 0x80) return BigInt.asUintN(64, value);
  }
  return reading.broken(start, 'a varint has more than 10 bytes');
}

/** Adds the name of a number, or the names of the flags that are set. */
export function enumValue(type: EnumType, value: Value): Value {
  if (value.kind !== 'number' && value.kind !== 'bigint') return value;
  const symbol = type.isFlags ? flagsOf(type, BigInt(value.value)) : type.names.get(BigInt(value.value));
  const named: NumberValue | BigIntValue = { ...value, type: type.name };
  return symbol === undefined ? { ...named, note: `not in ${type.name}` } : { ...named, symbol };
}

function flagsOf({ names }: EnumType, value: bigint): string {
  const set = [...names].filter(([bits]) => bits !== 0n && (value & bits) === bits);
  const unnamed = set.reduce((rest, [bits]) => rest & ~bits, value);
  const words = set.map(([, name]) => name);
  if (unnamed !== 0n) words.push(`0x${unnamed.toString(16)}`);
  return words.length > 0 ? words.join(' | ') : (names.get(0n) ?? 'none');
}
