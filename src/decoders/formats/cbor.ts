import { entryOf, likelihoodOfRoot } from './binary-root.ts';
import { ByteReader, expectEnd, integerValue, textValue } from './byte-reader.ts';
import { taggedValue } from './cbor-tags.ts';
import type { Decoder } from '../decoder.ts';
import { type Reading, readingOf } from '../reading.ts';
import { summaryOf } from '../values/summary.ts';
import type { ArrayValue, Entry, ObjectValue, Value } from '../values/value.ts';

/** CBOR (RFC 8949), walked here for the same reasons as MessagePack, and held against a library likewise. */
export const decoder: Decoder = {
  decode(payload, context) {
    return readingOf(
      payload,
      context,
      (reading) => {
        const bytes = new ByteReader(payload.bytes, reading);
        new CborReader(bytes, reading).value((value) => (reading.root = value));
        const value = reading.root;
        if (!value) return null;
        expectEnd(bytes, reading);
        return { summary: summaryOf(value), likelihood: likelihoodOfRoot(value) };
      },
      summaryOf,
    );
  },
};

type Place = (value: Value) => void;

/** Major types, RFC 8949, 3.1. */
const UNSIGNED = 0;
const NEGATIVE = 1;
const BYTES = 2;
const TEXT = 3;
const ARRAY = 4;
const MAP = 5;
const TAG = 6;

const INDEFINITE = 31;
const BREAK = 0xff;

class CborReader {
  readonly #bytes: ByteReader;
  readonly #reading: Reading;

  constructor(bytes: ByteReader, reading: Reading) {
    this.#bytes = bytes;
    this.#reading = reading;
  }

  value(place: Place): void {
    const start = this.#bytes.at;
    this.#reading.node(start);
    const first = this.#bytes.u8();
    const major = first >> 5;
    const information = first & 0x1f;
    if (major === 7) return place(this.#simple(information, start));
    const isIndefinite = information === INDEFINITE;
    if (isIndefinite && (major <= NEGATIVE || major === TAG)) {
      this.#reading.broken(start, 'this type cannot have an indefinite length');
    }
    const argument = isIndefinite ? 0 : this.#argument(information, start);
    switch (major) {
      case UNSIGNED:
        return place(integerValue(argument, start, this.#bytes.at, 'unsigned'));
      case NEGATIVE: {
        const value = typeof argument === 'bigint' ? -1n - argument : -1 - argument;
        return place(integerValue(value, start, this.#bytes.at, 'negative'));
      }
      case BYTES:
      case TEXT:
        return place(this.#string(major, isIndefinite ? null : Number(argument), start));
      case ARRAY:
        return this.#array(isIndefinite ? null : Number(argument), start, place);
      case MAP:
        return this.#map(isIndefinite ? null : Number(argument), start, place);
      default:
        return this.#tag(argument, start, place);
    }
  }

  #argument(information: number, start: number): number | bigint {
    if (information < 24) return information;
    switch (information) {
      case 24:
        return this.#bytes.u8();
      case 25:
        return this.#bytes.u16();
      case 26:
        return this.#bytes.u32();
      case 27:
        return this.#bytes.u64();
      default:
        return this.#reading.broken(start, `additional information ${information} is reserved`);
    }
  }

  #simple(information: number, start: number): Value {
    switch (information) {
      case 20:
      case 21:
        return { kind: 'boolean', value: information === 21, start, end: this.#bytes.at };
      case 22:
        return { kind: 'null', start, end: this.#bytes.at };
      case 23:
        return { kind: 'null', isUndefined: true, start, end: this.#bytes.at };
      case 24: {
        const value = this.#bytes.u8();
        if (value < 32) this.#reading.broken(start, `simple value ${value} must not take two bytes`);
        return { kind: 'number', value, start, end: this.#bytes.at, type: 'simple' };
      }
      case 25:
        return {
          kind: 'number',
          value: halfOf(this.#bytes.u16()),
          start,
          end: this.#bytes.at,
          type: 'float16',
        };
      case 26:
        return { kind: 'number', value: this.#bytes.f32(), start, end: this.#bytes.at, type: 'float32' };
      case 27:
        return { kind: 'number', value: this.#bytes.f64(), start, end: this.#bytes.at, type: 'float64' };
      case INDEFINITE:
        return this.#reading.broken(start, 'a break stands where nothing is to be ended');
      default:
        if (information >= 28)
          this.#reading.broken(start, `additional information ${information} is reserved`);
        return { kind: 'number', value: information, start, end: this.#bytes.at, type: 'simple' };
    }
  }

  #string(major: number, length: number | null, start: number): Value {
    const bytes = length === null ? this.#chunks(major) : this.#bytes.take(length);
    const end = this.#bytes.at;
    const type = length === null ? { type: 'indefinite' } : {};
    if (major === BYTES) return { kind: 'bytes', value: bytes, start, end, ...type };
    return textValue(bytes, start, end, type.type);
  }

  /** Chunks of a definite length and the same type, up to a break (RFC 8949, 3.2.3). */
  #chunks(major: number): Uint8Array {
    const chunks: Uint8Array[] = [];
    while (!this.#isBreak()) {
      const start = this.#bytes.at;
      this.#reading.node(start);
      const first = this.#bytes.u8();
      if (first >> 5 !== major || (first & 0x1f) === INDEFINITE) {
        this.#reading.broken(start, 'a chunk of another type stands in a string of indefinite length');
      }
      chunks.push(this.#bytes.take(Number(this.#argument(first & 0x1f, start))));
    }
    const joined = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
    let at = 0;
    for (const chunk of chunks) {
      joined.set(chunk, at);
      at += chunk.length;
    }
    return joined;
  }

  #array(length: number | null, start: number, place: Place): void {
    const items: Value[] = [];
    const array: ArrayValue = { kind: 'array', items, start, ...sizeOf(length) };
    place(array);
    const placeItem: Place = (value) => items.push(value);
    this.#entries(length, start, () => this.value(placeItem));
    array.end = this.#bytes.at;
  }

  #map(length: number | null, start: number, place: Place): void {
    const entries: Entry[] = [];
    const map: ObjectValue = { kind: 'object', entries, start, ...sizeOf(length) };
    place(map);
    let key: Value = map;
    const placeKey: Place = (value) => (key = value);
    const placeEntry: Place = (value) => entries.push(entryOf(key, value));
    this.#entries(length, start, () => {
      this.value(placeKey);
      this.value(placeEntry);
    });
    map.end = this.#bytes.at;
  }

  #entries(length: number | null, start: number, readOne: () => void): void {
    this.#reading.enter(start);
    for (let i = 0; length === null ? !this.#isBreak() : i < length; i++) readOne();
    this.#reading.leave();
  }

  #isBreak(): boolean {
    if (this.#bytes.bytes[this.#bytes.at] !== BREAK) return false;
    this.#bytes.skip(1);
    return true;
  }

  #tag(number: number | bigint, start: number, place: Place): void {
    this.#reading.enter(start);
    let isPlaced = false;
    this.value((value) => {
      // What has content of its own is placed before it is read.
      isPlaced = value.kind === 'array' || value.kind === 'object';
      if (isPlaced) place({ kind: 'tagged', tag: `tag ${number}`, value, start });
      else place(taggedValue(number, value, start, this.#bytes.at));
    });
    this.#reading.leave();
  }
}

function sizeOf(length: number | null): { readonly length: number } | { readonly type: string } {
  return length === null ? { type: 'indefinite' } : { length };
}

/** RFC 8949, appendix D. */
function halfOf(bits: number): number {
  const exponent = (bits >> 10) & 0x1f;
  const mantissa = bits & 0x3ff;
  const sign = bits & 0x8000 ? -1 : 1;
  if (exponent === 0) return sign * mantissa * 2 ** -24;
  if (exponent === 31) return mantissa === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (mantissa + 1024) * 2 ** (exponent - 25);
}
