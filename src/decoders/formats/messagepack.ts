import { ByteReader, expectEnd, integerValue, textValue } from './byte-reader.ts';
import type { Decoder } from '../decoder.ts';
import { type Reading, readingOf } from '../reading.ts';
import { summaryOf } from '../values/summary.ts';
import type { ArrayValue, Entry, ObjectValue, Value } from '../values/value.ts';
import { entryOf, likelihoodOfRoot } from './binary-root.ts';

/**
 * MessagePack. Its libraries give objects of JavaScript, which lose offsets, duplicate keys, and all that was read
 * before a mistake, so the bytes are walked here; tests hold the walk against such a library.
 */
export const decoder: Decoder = {
  decode(payload, context) {
    return readingOf(
      payload,
      context,
      (reading) => {
        const bytes = new ByteReader(payload.bytes, reading);
        new MessagePackReader(bytes, reading).value((value) => (reading.root = value));
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

/** The extension type by which msgpackr defines records, `r`. */
const RECORD = 0x72;

/** Reads values of the MessagePack specification, each placed as soon as it begins. */
export class MessagePackReader {
  readonly #bytes: ByteReader;
  readonly #reading: Reading;
  /** The names of each kind of record, by its id. */
  readonly #records = new Map<number, readonly Value[]>();

  constructor(bytes: ByteReader, reading: Reading) {
    this.#bytes = bytes;
    this.#reading = reading;
  }

  value(place: Place): void {
    const start = this.#bytes.at;
    this.#reading.node(start);
    const first = this.#bytes.u8();
    const record = this.#records.get(first);
    if (record) return this.#record(record, start, place);
    if (first < 0x80) return place(this.#integer(first, start, 'positive fixint'));
    if (first < 0x90) return this.#map(first & 0x0f, start, 'fixmap', place);
    if (first < 0xa0) return this.#array(first & 0x0f, start, 'fixarray', place);
    if (first < 0xc0) return place(this.#text(first & 0x1f, start, 'fixstr'));
    if (first >= 0xe0) return place(this.#integer(first - 0x100, start, 'negative fixint'));
    return this.#long(first, start, place);
  }

  #long(first: number, start: number, place: Place): void {
    const bytes = this.#bytes;
    switch (first) {
      case 0xc0:
        return place({ kind: 'null', start, end: bytes.at });
      case 0xc2:
      case 0xc3:
        return place({ kind: 'boolean', value: first === 0xc3, start, end: bytes.at });
      case 0xc4:
      case 0xc5:
      case 0xc6: {
        const value = bytes.take(this.#length(first - 0xc4));
        return place({ kind: 'bytes', value, start, end: bytes.at, type: `bin ${8 << (first - 0xc4)}` });
      }
      case 0xc7:
      case 0xc8:
      case 0xc9:
        return place(this.#extension(this.#length(first - 0xc7), start));
      case 0xca:
        return place({ kind: 'number', value: bytes.f32(), start, end: bytes.at, type: 'float 32' });
      case 0xcb:
        return place({ kind: 'number', value: bytes.f64(), start, end: bytes.at, type: 'float 64' });
      case 0xcc:
        return place(this.#integer(bytes.u8(), start, 'uint 8'));
      case 0xcd:
        return place(this.#integer(bytes.u16(), start, 'uint 16'));
      case 0xce:
        return place(this.#integer(bytes.u32(), start, 'uint 32'));
      case 0xcf:
        return place(this.#integer(bytes.u64(), start, 'uint 64'));
      case 0xd0:
        return place(this.#integer(bytes.i8(), start, 'int 8'));
      case 0xd1:
        return place(this.#integer(bytes.i16(), start, 'int 16'));
      case 0xd2:
        return place(this.#integer(bytes.i32(), start, 'int 32'));
      case 0xd3:
        return place(this.#integer(bytes.i64(), start, 'int 64'));
      case 0xd4: {
        const id = bytes.bytes[bytes.at + 1];
        const isRecord = bytes.bytes[bytes.at] === RECORD && id !== undefined && id >= 0x40 && id < 0x80;
        return isRecord ? this.#firstRecord(id, start, place) : place(this.#extension(1, start));
      }
      case 0xd5:
      case 0xd6:
      case 0xd7:
      case 0xd8:
        return place(this.#extension(1 << (first - 0xd4), start));
      case 0xd9:
      case 0xda:
      case 0xdb:
        return place(this.#text(this.#length(first - 0xd9), start, `str ${8 << (first - 0xd9)}`));
      case 0xdc:
      case 0xdd:
        return this.#array(this.#length(first - 0xdb), start, `array ${8 << (first - 0xdb)}`, place);
      case 0xde:
      case 0xdf:
        return this.#map(this.#length(first - 0xdd), start, `map ${8 << (first - 0xdd)}`, place);
      default:
        return this.#reading.broken(start, '0xc1 is never used in MessagePack');
    }
  }

  /** A length of 1, 2 or 4 bytes. */
  #length(power: number): number {
    if (power === 0) return this.#bytes.u8();
    return power === 1 ? this.#bytes.u16() : this.#bytes.u32();
  }

  #integer(value: number | bigint, start: number, type: string): Value {
    return integerValue(value, start, this.#bytes.at, type);
  }

  #text(length: number, start: number, type: string): Value {
    const bytes = this.#bytes.take(length);
    return textValue(bytes, start, this.#bytes.at, type);
  }

  #array(length: number, start: number, type: string, place: Place): void {
    const items: Value[] = [];
    const array: ArrayValue = { kind: 'array', items, length, start, type };
    place(array);
    this.#reading.enter(start);
    const placeItem: Place = (value) => items.push(value);
    for (let i = 0; i < length; i++) this.value(placeItem);
    this.#reading.leave();
    array.end = this.#bytes.at;
  }

  #map(length: number, start: number, type: string, place: Place): void {
    const entries: Entry[] = [];
    const map: ObjectValue = { kind: 'object', entries, length, start, type };
    place(map);
    this.#reading.enter(start);
    let key: Value = map;
    const placeKey: Place = (value) => (key = value);
    const placeEntry: Place = (value) => entries.push(entryOf(key, value));
    for (let i = 0; i < length; i++) {
      this.value(placeKey);
      this.value(placeEntry);
    }
    this.#reading.leave();
    map.end = this.#bytes.at;
  }

  /** msgpackr says the names of a kind of record where the first comes, and then only its id, in place of a fixint. */
  #firstRecord(id: number, start: number, place: Place): void {
    this.#bytes.skip(2);
    const read: Value[] = [];
    this.value((value) => read.push(value));
    const [names] = read;
    const record = names?.kind === 'array' ? names.items : [];
    this.#records.set(id, record);
    this.#record(record, start, place);
  }

  #record(names: readonly Value[], start: number, place: Place): void {
    const entries: Entry[] = [];
    const object: ObjectValue = { kind: 'object', entries, start, type: 'record' };
    place(object);
    this.#reading.enter(start);
    for (const name of names) this.value((value) => entries.push(entryOf(name, value)));
    this.#reading.leave();
    object.end = this.#bytes.at;
  }

  #extension(length: number, start: number): Value {
    const type = this.#bytes.i8();
    const inside = this.#bytes.at;
    const value = this.#bytes.take(length);
    const end = this.#bytes.at;
    const date = type === -1 ? timestampOf(value) : null;
    if (date) return { kind: 'date', ...date, start, end, type: 'timestamp' };
    return {
      kind: 'tagged',
      tag: `ext ${type}`,
      value: { kind: 'bytes', value, start: inside, end },
      start,
      end,
    };
  }
}

/** The extension type −1 in its three lengths: seconds, nanoseconds with seconds in 34 bits, both in full. */
function timestampOf(bytes: Uint8Array): { readonly value: number; readonly note?: string } | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length === 4) return { value: view.getUint32(0) * 1000 };
  let nanoseconds = 0;
  let seconds = 0n;
  if (bytes.length === 8) {
    const both = view.getBigUint64(0);
    nanoseconds = Number(both >> 34n);
    seconds = both & 0x3_ffff_ffffn;
  } else if (bytes.length === 12) {
    nanoseconds = view.getUint32(0);
    seconds = view.getBigInt64(4);
  } else return null;
  const value = Number(seconds) * 1000 + Math.floor(nanoseconds / 1e6);
  const rest = nanoseconds % 1_000_000;
  return rest === 0 ? { value } : { value, note: `and ${rest.toLocaleString('en-US')} ns` };
}
