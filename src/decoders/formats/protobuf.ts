import { WireType } from '@bufbuild/protobuf/wire';
import { integerValue } from './byte-reader.ts';
import { type Decoder, NOT_MINE } from '../decoder.ts';
import { isLikelyText } from './likely-text.ts';
import { readingOf, type Reading } from '../reading.ts';
import { varintAt, type WireField, wireFieldsIn } from './protobuf-fields.ts';
import { summaryOf } from '../values/summary.ts';
import type { Entry, ObjectValue, Value } from '../values/value.ts';

/** Field numbers beyond which bytes are more likely something else. */
const MAX_NUMBER = 2_000;
/** Numbers in bytes that a remark lists. */
const MAX_PACKED = 8;

/**
 * protobuf without its schema: the wire tells numbers, and the bytes of texts and messages, but not which. What is
 * shown is the likeliest, what else it may be is a remark. Keys are field numbers.
 */
export const decoder: Decoder = {
  decode(payload, context) {
    if (payload.isText || payload.bytes.length === 0) return NOT_MINE;
    return readingOf(
      payload,
      context,
      (reading) => {
        const message: ObjectValue = { kind: 'object', entries: [], start: 0, end: payload.bytes.length };
        reading.root = message;
        new SchemalessReader(payload.bytes, context.limits.nodes, reading).message(
          message,
          0,
          payload.bytes.length,
        );
        return { summary: summaryOf(message), likelihood: likelihoodOf(message, payload.bytes.length) };
      },
      summaryOf,
    );
  },
};

class SchemalessReader {
  readonly #bytes: Uint8Array;
  readonly #limit: number;
  readonly #reading: Reading;

  constructor(bytes: Uint8Array, limit: number, reading: Reading) {
    this.#bytes = bytes;
    this.#limit = limit;
    this.#reading = reading;
  }

  message(message: ObjectValue, start: number, end: number): void {
    this.#reading.enter(start);
    const { fields, problem } = wireFieldsIn(this.#bytes, start, end, this.#limit);
    for (const field of fields) {
      this.#reading.node(field.start);
      this.#field(field, message.entries);
    }
    if (problem) this.#reading.broken(problem.at, problem.why);
    if ((fields.at(-1)?.end ?? end) < end) this.#reading.cut(fields.at(-1)?.end ?? end, 'too many fields');
    this.#reading.leave();
  }

  #field(field: WireField, entries: Entry[]): void {
    const key = String(field.number);
    const { wireType, valueStart: start, end } = field;
    const place = (value: Value) => void entries.push({ key, value });
    switch (wireType) {
      case WireType.Varint:
        return place(varintValue(varintAt(this.#bytes, start, end), start, end));
      case WireType.Bit64:
        return place(this.#fixed64(start, end));
      case WireType.Bit32:
        return place(this.#fixed32(start, end));
      case WireType.LengthDelimited:
        return this.#bytesOrMore(start, end, place);
      case WireType.StartGroup:
      case WireType.EndGroup: {
        const value = this.#bytes.subarray(start, end);
        return place({ kind: 'bytes', value, start, end, type: 'group' });
      }
    }
  }

  #fixed64(start: number, end: number): Value {
    const view = this.#view(start, end);
    const double = view.getFloat64(0, true);
    const integer = view.getBigInt64(0, true);
    if (!isPlausible(double))
      return { ...integerValue(integer, start, end, 'fixed64'), note: `or ${double} as double` };
    return { kind: 'number', value: double, start, end, type: 'double', note: `or ${integer} as fixed64` };
  }

  #fixed32(start: number, end: number): Value {
    const view = this.#view(start, end);
    const float = view.getFloat32(0, true);
    const integer = view.getInt32(0, true);
    if (!isPlausible(float)) {
      return { kind: 'number', value: integer, start, end, type: 'fixed32', note: `or ${float} as float` };
    }
    return { kind: 'number', value: float, start, end, type: 'float', note: `or ${integer} as fixed32` };
  }

  /** Text, a message, or bytes: in doubt, what would be the greatest chance. */
  #bytesOrMore(start: number, end: number, place: (value: Value) => void): void {
    const bytes = this.#bytes.subarray(start, end);
    const isText = isLikelyText(bytes);
    // A line end as the first byte is also the tag of a first field that has a length.
    if (isText && bytes[0] !== 0x0a) {
      return place({ kind: 'string', value: new TextDecoder().decode(bytes), start, end });
    }
    if (this.#isMessage(start, end)) {
      const message: ObjectValue = { kind: 'object', entries: [], start, end };
      place(message);
      return this.message(message, start, end);
    }
    if (isText) return place({ kind: 'string', value: new TextDecoder().decode(bytes), start, end });
    place({ kind: 'bytes', value: bytes, start, end, ...this.#packedNote(start, end) });
  }

  #isMessage(start: number, end: number): boolean {
    const { fields, problem } = wireFieldsIn(this.#bytes, start, end, this.#limit);
    const isGroup = ({ wireType }: WireField) =>
      wireType === WireType.StartGroup || wireType === WireType.EndGroup;
    return !problem && fields.every((field) => field.number <= MAX_NUMBER && !isGroup(field));
  }

  #packedNote(start: number, end: number): { readonly note?: string } {
    const view = this.#view(start, end);
    const count = (end - start) / 4;
    if (Number.isInteger(count)) {
      const floats = Array.from({ length: Math.min(count, MAX_PACKED) }, (_, i) =>
        view.getFloat32(4 * i, true),
      );
      if (floats.every(isPlausible)) return { note: `or packed floats ${listOf(floats, count)}` };
    }
    const numbers: bigint[] = [];
    let at = start;
    while (at < end && numbers.length <= MAX_PACKED) {
      let next = at;
      while (next < end && (this.#bytes[next] ?? 0) >= 0x80) next++;
      if (next === end || next - at > 9) return {};
      numbers.push(varintAt(this.#bytes, at, next + 1));
      at = next + 1;
    }
    return { note: `or packed ${listOf(numbers.slice(0, MAX_PACKED), numbers.length)}` };
  }

  #view(start: number, end: number): DataView {
    return new DataView(this.#bytes.buffer, this.#bytes.byteOffset + start, end - start);
  }
}

function listOf(numbers: readonly (number | bigint)[], count: number): string {
  const shown = numbers.map((number) =>
    typeof number === 'bigint' ? String(number) : String(Number(number.toPrecision(6))),
  );
  return `${shown.join(', ')}${count > numbers.length ? ', …' : ''}`;
}

function varintValue(value: bigint, start: number, end: number): Value {
  // Ten bytes are a negative int32 or int64 far more often than an uint64 of that size.
  if (value >= 1n << 63n) {
    return { ...integerValue(BigInt.asIntN(64, value), start, end, 'int64'), note: `or ${value} as uint64` };
  }
  const integer = integerValue(value, start, end, 'varint');
  return value % 2n === 1n && value > 1n ? { ...integer, note: `or −${(value + 1n) / 2n} as sint` } : integer;
}

/** What a game would send: neither noise, nor what a small integer looks like as a float. */
function isPlausible(float: number): boolean {
  const size = Math.abs(float);
  return float === 0 || (size > 1e-6 && size < 1e9);
}

/** Short bytes are often protobuf by chance; long ones, with fields in order and text or messages in them, are not. */
function likelihoodOf({ entries }: ObjectValue, length: number): number {
  const numbers = entries.map(({ key }) => Number(key));
  if (numbers.some((number) => number > MAX_NUMBER)) return 0;
  if (entries.some(({ value }) => value.type === 'group')) return 0;
  // Whatever begins with its own length looks like one field.
  if (entries.length === 1) return 0.2;
  const isInOrder = numbers.every((number, i) => i === 0 || number >= (numbers[i - 1] ?? 0));
  const hasInner = entries.some(({ value }) => value.kind === 'string' || value.kind === 'object');
  const signs = [
    [isInOrder, 0.1],
    [hasInner, 0.2],
    [length >= 8, 0.05],
    [length >= 24, 0.3],
  ] as const;
  return signs.reduce((sum, [isThere, weight]) => sum + (isThere ? weight : 0), 0.05);
}
