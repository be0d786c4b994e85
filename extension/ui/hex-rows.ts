/** Bytes in one row of a hex dump. */
export const BYTES_PER_ROW = 16;

export interface HexCell {
  /** Place of the byte in the payload. */
  readonly at: number;
  readonly hex: string;
  readonly ascii: string;
}

/** A run of bytes, both ends included. */
export interface ByteRange {
  readonly first: number;
  readonly last: number;
}

export function hexRowCount(bytes: Uint8Array): number {
  return Math.ceil(bytes.length / BYTES_PER_ROW);
}

/** One row of a hex dump; the last one may be short. */
export function hexRow(bytes: Uint8Array, index: number): HexCell[] {
  const start = index * BYTES_PER_ROW;
  return Array.from(bytes.subarray(start, start + BYTES_PER_ROW), (byte, i) => ({
    at: start + i,
    hex: byte.toString(16).padStart(2, '0'),
    ascii: byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·',
  }));
}

/** The offset of a row, as wide as the last offset of the payload needs, four digits at least. */
export function hexOffset(bytes: Uint8Array, index: number): string {
  const digits = Math.max(4, Math.max(0, bytes.length - 1).toString(16).length);
  return (index * BYTES_PER_ROW).toString(16).padStart(digits, '0');
}

/** A range between two bytes, in whichever order they were pointed at. */
export function rangeBetween(one: number, other: number): ByteRange {
  return { first: Math.min(one, other), last: Math.max(one, other) };
}

/** What a selection is read as most often in games: little-endian numbers of its length. */
export function describeRange(bytes: Uint8Array, { first, last }: ByteRange): string {
  const count = last - first + 1;
  const place = `${count === 1 ? '1 byte' : `${count.toLocaleString('en-US')} bytes`} at ${first} (0x${first.toString(16)})`;
  const numbers = numbersIn(new DataView(bytes.buffer, bytes.byteOffset + first, count));
  return numbers === '' ? place : `${place}: ${numbers}`;
}

function numbersIn(view: DataView): string {
  switch (view.byteLength) {
    case 1:
      return both('8', view.getUint8(0), view.getInt8(0));
    case 2:
      return both('16', view.getUint16(0, true), view.getInt16(0, true));
    case 4:
      return `${both('32', view.getUint32(0, true), view.getInt32(0, true))}, float32 ${shortest(view.getFloat32(0, true))} (little-endian)`;
    case 8:
      return `${both('64', view.getBigUint64(0, true), view.getBigInt64(0, true))}, float64 ${view.getFloat64(0, true)} (little-endian)`;
    default:
      return '';
  }
}

function both(bits: string, unsigned: number | bigint, signed: number | bigint): string {
  const order = bits === '16' ? ' (little-endian)' : '';
  return unsigned === signed
    ? `uint${bits} ${unsigned}${order}`
    : `uint${bits} ${unsigned}, int${bits} ${signed}${order}`;
}

/** A float32 with no more digits than it has. */
function shortest(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(7))) : String(value);
}
