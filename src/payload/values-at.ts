import { float16At, shortestFloat32 } from './floats.ts';
import { codePointAt, signedLeb128At, varintAt, zigzag } from './variable-length.ts';

/** What the bytes from one place on are when read as one type. */
export interface ReadValue {
  readonly type: string;
  /** Bytes that the value takes. */
  readonly bytes: number;
  readonly littleEndian: string;
  /** `null` where the type knows no byte order. */
  readonly bigEndian: string | null;
}

type Read = (view: DataView, isLittleEndian: boolean) => string | null;

interface FixedType {
  readonly type: string;
  readonly bytes: number;
  readonly read: Read;
}

const FIXED: readonly FixedType[] = [
  { type: 'uint8', bytes: 1, read: (view) => String(view.getUint8(0)) },
  { type: 'int8', bytes: 1, read: (view) => String(view.getInt8(0)) },
  { type: 'uint16', bytes: 2, read: (view, order) => String(view.getUint16(0, order)) },
  { type: 'int16', bytes: 2, read: (view, order) => String(view.getInt16(0, order)) },
  { type: 'uint32', bytes: 4, read: (view, order) => String(view.getUint32(0, order)) },
  { type: 'int32', bytes: 4, read: (view, order) => String(view.getInt32(0, order)) },
  { type: 'uint64', bytes: 8, read: (view, order) => String(view.getBigUint64(0, order)) },
  { type: 'int64', bytes: 8, read: (view, order) => String(view.getBigInt64(0, order)) },
  { type: 'float16', bytes: 2, read: (view, order) => formatFloat(float16At(view, order)) },
  { type: 'float32', bytes: 4, read: (view, order) => shortestFloat32(view.getFloat32(0, order)) },
  { type: 'float64', bytes: 8, read: (view, order) => formatFloat(view.getFloat64(0, order)) },
  { type: 'Unix s, uint32', bytes: 4, read: (view, order) => date(view.getUint32(0, order) * 1000) },
  {
    type: 'Unix ms, int64',
    bytes: 8,
    read: (view, order) => date(Number(view.getBigInt64(0, order))),
  },
  { type: 'Unix ms, float64', bytes: 8, read: (view, order) => date(view.getFloat64(0, order)) },
];

/**
 * All that a number, a character or a time could be at a place in a payload. Types that need more bytes than there
 * are left, and times outside 1990–2100, are left out.
 * @param offset place of the first byte
 */
export function valuesAt(bytes: Uint8Array, offset: number): ReadValue[] {
  const left = bytes.subarray(offset);
  const view = new DataView(left.buffer, left.byteOffset, left.byteLength);
  const values: ReadValue[] = [];
  for (const { type, bytes: size, read } of FIXED) {
    if (left.length < size) continue;
    const littleEndian = read(view, true);
    const bigEndian = read(view, false);
    if (littleEndian === null && bigEndian === null) continue;
    values.push({
      type,
      bytes: size,
      littleEndian: littleEndian ?? '–',
      bigEndian: size === 1 ? null : (bigEndian ?? '–'),
    });
  }
  return [...values, ...variableAt(left)];
}

function* variableAt(left: Uint8Array): Generator<ReadValue> {
  const varint = varintAt(left);
  if (varint) {
    const { value, bytes } = varint;
    const one = (type: string, read: bigint) => ({
      type,
      bytes,
      littleEndian: String(read),
      bigEndian: null,
    });
    yield one('ULEB128, varint', value);
    yield one('zigzag varint', zigzag(value));
    yield one('SLEB128', signedLeb128At(left)?.value ?? 0n);
  }
  const character = codePointAt(left);
  if (character) {
    yield { type: 'UTF-8', bytes: character.bytes, littleEndian: character.text, bigEndian: null };
  }
}

function formatFloat(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

const FIRST = Date.UTC(1990);
const END = Date.UTC(2100);

function date(milliseconds: number): string | null {
  return milliseconds >= FIRST && milliseconds < END ? new Date(milliseconds).toISOString() : null;
}
