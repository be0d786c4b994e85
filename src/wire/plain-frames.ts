import { unmask } from './unmask.ts';
import { isUtf8 } from './utf8-check.ts';

/** Where the frames of a run are written down: columns that have room behind `count`. */
export interface RunColumns {
  readonly count: number;
  /** In bytes. */
  readonly length: Uint32Array;
  /** Its first byte highest. */
  readonly maskingKey: Uint32Array;
  /** Of the payload's first byte. */
  readonly offset: Uint32Array;
}

/** A run of frames that were read; one and the same object for all runs. */
export interface PlainRun {
  readonly frames: number;
  /** Where the first frame begins that is not of the run. */
  readonly end: number;
  /** Of all payloads, in bytes. */
  readonly payload: number;
}

const MASKED = 0x80;
const run = { frames: 0, end: 0, payload: 0 };

/**
 * Reads frames that begin like the first one (first byte and mask bit, RFC 6455 §5.2) and are whole in a piece of the
 * wire, in one loop without a call or an object for each: whoever floods a connection sends such frames. Lengths of
 * eight bytes, and those that are not written in as few bytes as they can be, end the run.
 * @param shift what is added to a place in the piece to make the `offset`
 */
export function readPlainFrames(
  piece: Uint8Array,
  from: number,
  columns: RunColumns,
  shift: number,
): PlainRun {
  const { length: lengths, maskingKey: keys, offset: offsets } = columns;
  const size = piece.length;
  const most = lengths.length;
  const first = piece[from] ?? 0;
  const mask = (piece[from + 1] ?? 0) & MASKED;
  let row = columns.count;
  let at = from;
  let payload = 0;
  while (row < most && at + 8 <= size && piece[at] === first) {
    const second = piece[at + 1] ?? 0;
    if ((second & MASKED) !== mask) break;
    let length = second & 0x7f;
    let start = at + 2;
    if (length > 125) {
      if (length === 127) break;
      length = ((piece[start] ?? 0) << 8) | (piece[start + 1] ?? 0);
      if (length < 126) break;
      start += 2;
    }
    let key = 0;
    if (mask !== 0) {
      key =
        ((piece[start] ?? 0) << 24) |
        ((piece[start + 1] ?? 0) << 16) |
        ((piece[start + 2] ?? 0) << 8) |
        (piece[start + 3] ?? 0);
      start += 4;
    }
    const end = start + length;
    if (end > size) break;
    lengths[row] = length;
    keys[row] = key;
    offsets[row] = start + shift;
    payload += length;
    row++;
    at = end;
  }
  run.frames = row - columns.count;
  run.end = at;
  run.payload = payload;
  return run;
}

/**
 * Takes the masks off the payloads of the run that was read last, and ends it before the first that is not UTF-8.
 * @param copy of the piece, in which the `offset`s are
 * @param shift as it was read with
 */
export function endAtWrongText(copy: Uint8Array, columns: RunColumns, from: number, shift: number): void {
  const { count, length: lengths, offset: offsets, maskingKey: keys } = columns;
  let end = from;
  let payload = 0;
  for (let i = 0; i < run.frames; i++) {
    const start = offsets[count + i] ?? 0;
    const length = lengths[count + i] ?? 0;
    unmask(copy, start, start + length, keys[count + i] ?? 0, 0);
    if (!isUtf8(copy, start, start + length)) {
      // Whoever reads the piece again from here on finds it as it was.
      unmask(copy, start, start + length, keys[count + i] ?? 0, 0);
      run.frames = i;
      run.end = end;
      run.payload = payload;
      return;
    }
    end = start + length - shift;
    payload += length;
  }
}

/** The payload length in the header that begins here, in bytes; `Infinity` where it is one of eight bytes. */
export function shortLength(piece: Uint8Array, at: number): number {
  const short = (piece[at + 1] ?? 0) & 0x7f;
  if (short < 126) return short;
  return short === 126 ? ((piece[at + 2] ?? 0) << 8) | (piece[at + 3] ?? 0) : Number.POSITIVE_INFINITY;
}
