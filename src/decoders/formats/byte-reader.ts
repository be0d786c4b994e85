import type { Reading } from '../reading.ts';
import type { Value } from '../values/value.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Bytes up to which ASCII is put together here: calling a `TextDecoder` costs more. */
const SHORT = 24;

/** Bytes read one after another; asked for more than there is, it ends the decoding there. */
export class ByteReader {
  readonly bytes: Uint8Array;
  at = 0;
  readonly #view: DataView;
  readonly #reading: Reading;

  constructor(bytes: Uint8Array, reading: Reading) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#reading = reading;
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  /** Moves on by some bytes. @returns the offset of the first of them */
  skip(length: number): number {
    if (length > this.left) {
      const missing = length - this.left;
      const count = missing === 1 ? 'one byte' : `${missing.toLocaleString('en-US')} bytes`;
      this.#reading.broken(this.bytes.length, `the payload ends ${count} too early`);
    }
    const start = this.at;
    this.at += length;
    return start;
  }

  u8(): number {
    return this.#view.getUint8(this.skip(1));
  }

  i8(): number {
    return this.#view.getInt8(this.skip(1));
  }

  u16(isLittle = false): number {
    return this.#view.getUint16(this.skip(2), isLittle);
  }

  i16(isLittle = false): number {
    return this.#view.getInt16(this.skip(2), isLittle);
  }

  u32(isLittle = false): number {
    return this.#view.getUint32(this.skip(4), isLittle);
  }

  i32(isLittle = false): number {
    return this.#view.getInt32(this.skip(4), isLittle);
  }

  u64(isLittle = false): bigint {
    return this.#view.getBigUint64(this.skip(8), isLittle);
  }

  i64(isLittle = false): bigint {
    return this.#view.getBigInt64(this.skip(8), isLittle);
  }

  f32(isLittle = false): number {
    return this.#view.getFloat32(this.skip(4), isLittle);
  }

  f64(isLittle = false): number {
    return this.#view.getFloat64(this.skip(8), isLittle);
  }

  /** A view of the next bytes, not a copy. */
  take(length: number): Uint8Array {
    const start = this.skip(length);
    return this.bytes.subarray(start, start + length);
  }
}

/** Ends the decoding where more follows than the format has. */
export function expectEnd(bytes: ByteReader, reading: Reading): void {
  const more =
    bytes.left === 1 ? 'one more byte follows' : `${bytes.left.toLocaleString('en-US')} more bytes follow`;
  if (bytes.left > 0) reading.broken(bytes.at, `${more} the value`);
}

/** Whole numbers as a `number` where it can say them. */
export function integerValue(value: bigint | number, start: number, end: number, type: string): Value {
  if (typeof value === 'number') return { kind: 'number', value, start, end, type };
  const isSafe = value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER);
  return isSafe
    ? { kind: 'number', value: Number(value), start, end, type }
    : { kind: 'bigint', value, start, end, type };
}

/** Text, or the bytes themselves where they are no UTF-8. */
export function textValue(bytes: Uint8Array, start: number, end: number, type?: string): Value {
  const text = textIn(bytes);
  const read = { start, end, ...(type !== undefined && { type }) };
  return text === null
    ? { kind: 'bytes', value: bytes, ...read, note: 'not UTF-8' }
    : { kind: 'string', value: text, ...read };
}

/** The text that bytes encode in UTF-8, `null` where they encode none. */
function textIn(bytes: Uint8Array): string | null {
  if (bytes.length <= SHORT && bytes.every((byte) => byte < 0x80)) return String.fromCharCode(...bytes);
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}
