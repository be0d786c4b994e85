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

/** Where a run of bytes lies, in words. */
export function describeRange({ first, last }: ByteRange): string {
  const count = last - first + 1;
  const bytes = count === 1 ? '1 byte' : `${count.toLocaleString('en-US')} bytes`;
  return `${bytes} at ${first.toLocaleString('en-US')} (0x${first.toString(16)})`;
}
