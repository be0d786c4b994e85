import { WireType } from '@bufbuild/protobuf/wire';
import { ByteReader, integerValue, textValue } from '../formats/byte-reader.ts';
import { varintAt, type WireField, wireFieldsIn } from '../formats/protobuf-fields.ts';
import type { Reading } from '../reading.ts';
import type { Entry, ObjectValue, Value } from '../values/value.ts';
import { scalarOf } from '../values/value-walk.ts';
import type { ProtoField, ProtoMessage, ProtoSchema, ProtoType } from './schema.ts';

/** What a field's bytes are on the wire, by its type. */
function wireTypeOf(type: ProtoType): WireType {
  if (type.kind === 'enum') return WireType.Varint;
  if (type.kind === 'message') return WireType.LengthDelimited;
  switch (type.name) {
    case 'string':
    case 'bytes':
      return WireType.LengthDelimited;
    case 'double':
    case 'fixed64':
    case 'sfixed64':
      return WireType.Bit64;
    case 'float':
    case 'fixed32':
    case 'sfixed32':
      return WireType.Bit32;
    default:
      return WireType.Varint;
  }
}

/** Reads protobuf messages by a schema. What is not in it stays, under its number. */
export class ProtoReader {
  readonly #schema: ProtoSchema;
  readonly #bytes: Uint8Array;
  readonly #reading: Reading;
  readonly #limit: number;

  constructor(schema: ProtoSchema, bytes: Uint8Array, reading: Reading, limit: number) {
    this.#schema = schema;
    this.#bytes = bytes;
    this.#reading = reading;
    this.#limit = limit;
  }

  message(type: ProtoMessage, into: ObjectValue, start: number, end: number): void {
    this.#reading.enter(start);
    const { fields, problem } = wireFieldsIn(this.#bytes, start, end, this.#limit);
    for (const wire of fields) {
      this.#reading.node(wire.start);
      const field = type.fields.get(wire.number);
      if (field) this.#field(field, wire, into.entries);
      else into.entries.push({ key: String(wire.number), value: this.#unknown(wire) });
    }
    if (problem) this.#reading.broken(problem.at, problem.why);
    const read = fields.at(-1)?.end ?? end;
    if (read < end) this.#reading.cut(read, 'too many fields');
    this.#reading.leave();
  }

  #field(field: ProtoField, wire: WireField, entries: Entry[]): void {
    const { name: key, type } = field;
    const wanted = field.keyType === null ? wireTypeOf(type) : WireType.LengthDelimited;
    if (field.keyType !== null && wire.wireType === wanted) {
      return this.#mapEntry(field, wire, this.#listOf(entries, key, 'object'));
    }
    const isPacked =
      field.isRepeated && wire.wireType === WireType.LengthDelimited && wanted !== wire.wireType;
    if (wire.wireType !== wanted && !isPacked) {
      return void entries.push({
        key,
        value: { ...this.#unknown(wire), note: 'not of the type in the schema' },
      });
    }
    if (!field.isRepeated)
      return this.#value(type, wire.valueStart, wire.end, (value) => entries.push({ key, value }));
    const list = this.#listOf(entries, key, 'array');
    if (list.kind !== 'array') return;
    if (isPacked) this.#packed(type, wanted, wire, list.items);
    else this.#value(type, wire.valueStart, wire.end, (value) => list.items.push(value));
  }

  /** The fields of a repeated one may stand anywhere in a message; here they are together. */
  #listOf(entries: Entry[], key: string, kind: 'array' | 'object'): Value {
    const known = entries.find((entry) => entry.key === key && entry.value.kind === kind);
    if (known) return known.value;
    const value: Value = kind === 'array' ? { kind, items: [] } : { kind, entries: [], type: 'map' };
    entries.push({ key, value });
    return value;
  }

  #packed(type: ProtoType, wanted: WireType, { valueStart, end }: WireField, items: Value[]): void {
    let at = valueStart;
    while (at < end) {
      this.#reading.node(at);
      let next = at + (wanted === WireType.Bit64 ? 8 : 4);
      if (wanted === WireType.Varint) {
        next = at + 1;
        while (next < end && (this.#bytes[next - 1] ?? 0) >= 0x80) next++;
      }
      if (next > end) this.#reading.broken(at, 'a packed field ends within a number');
      this.#value(type, at, next, (value) => items.push(value));
      at = next;
    }
  }

  /** A message with the key as field 1 and the value as field 2; what is left out is empty. */
  #mapEntry({ keyType, type }: ProtoField, { valueStart, end }: WireField, map: Value): void {
    if (map.kind !== 'object') return;
    const key: ProtoField = {
      name: 'key',
      type: { kind: 'scalar', name: keyType ?? '' },
      isRepeated: false,
      keyType: null,
    };
    const value: ProtoField = { name: 'value', type, isRepeated: false, keyType: null };
    const entry: ObjectValue = { kind: 'object', entries: [], start: valueStart, end };
    this.message(
      {
        name: '',
        fields: new Map([
          [1, key],
          [2, value],
        ]),
      },
      entry,
      valueStart,
      end,
    );
    const keyValue = entry.entries.find(({ key }) => key === 'key')?.value;
    const text = keyValue ? String(scalarOf(keyValue) ?? '') : '';
    const found = entry.entries.find(({ key }) => key === 'value')?.value;
    map.entries.push({ key: text, value: found ?? { kind: 'null', note: 'left out' } });
  }

  #value(type: ProtoType, start: number, end: number, place: (value: Value) => void): void {
    if (type.kind === 'message') {
      const message: ObjectValue = { kind: 'object', entries: [], start, end, type: type.name };
      place(message);
      const inner = this.#schema.get(type.name);
      if (inner) this.message(inner, message, start, end);
      return;
    }
    if (type.kind === 'enum') {
      const number = Number(BigInt.asIntN(32, varintAt(this.#bytes, start, end)));
      const symbol = type.names.get(number);
      return place({
        kind: 'number',
        value: number,
        start,
        end,
        type: type.name,
        ...(symbol !== undefined && { symbol }),
      });
    }
    place(this.#scalar(type.name, start, end));
  }

  #scalar(type: string, start: number, end: number): Value {
    const bytes = this.#bytes.subarray(start, end);
    if (type === 'string') return textValue(bytes, start, end);
    if (type === 'bytes') return { kind: 'bytes', value: bytes, start, end };
    const fixed = new ByteReader(bytes, this.#reading);
    switch (type) {
      case 'double':
        return { kind: 'number', value: fixed.f64(true), start, end, type };
      case 'float':
        return { kind: 'number', value: fixed.f32(true), start, end, type };
      case 'fixed64':
        return integerValue(fixed.u64(true), start, end, type);
      case 'sfixed64':
        return integerValue(fixed.i64(true), start, end, type);
      case 'fixed32':
        return integerValue(fixed.u32(true), start, end, type);
      case 'sfixed32':
        return integerValue(fixed.i32(true), start, end, type);
      default:
        return varintOf(type, varintAt(bytes, 0, bytes.length), start, end);
    }
  }

  #unknown({ wireType, valueStart: start, end }: WireField): Value {
    const note = 'not in the schema';
    if (wireType === WireType.Varint) {
      return { ...integerValue(varintAt(this.#bytes, start, end), start, end, 'varint'), note };
    }
    return { kind: 'bytes', value: this.#bytes.subarray(start, end), start, end, note };
  }
}

function varintOf(type: string, value: bigint, start: number, end: number): Value {
  switch (type) {
    case 'bool':
      return { kind: 'boolean', value: value !== 0n, start, end };
    case 'int32':
      return integerValue(BigInt.asIntN(32, value), start, end, type);
    case 'int64':
      return integerValue(BigInt.asIntN(64, value), start, end, type);
    case 'uint32':
      return integerValue(BigInt.asUintN(32, value), start, end, type);
    case 'sint32':
    case 'sint64':
      return integerValue((value >> 1n) ^ -(value & 1n), start, end, type);
    default:
      return integerValue(value, start, end, type);
  }
}
