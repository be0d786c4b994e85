import { Gunzip, Inflate, Unzlib } from 'fflate';
import { type DecodeContext, type Decoder, MAX_SUMMARY, NOT_MINE, type Payload } from '../decoder.ts';
import { readingOf } from '../reading.ts';
import { shorten, summaryOf } from '../values/summary.ts';
import { isLikelyText } from './likely-text.ts';

const INFLATERS = { gzip: Gunzip, zlib: Unzlib, deflate: Inflate } as const;

type Compression = keyof typeof INFLATERS;

/**
 * Compressed bytes that are handed over at once. Each may become a thousand times as much, so this bounds what is made
 * before the limit is looked at again.
 */
const CHUNK = 4096;

/** What gzip (RFC 1952), zlib (RFC 1950) or bare deflate (RFC 1951) hold, opened and read by its own content. */
export const decoder: Decoder = {
  decode(payload, context) {
    const compression = compressionOf(payload, context);
    if (compression === null) return NOT_MINE;
    return readingOf(
      payload,
      context,
      (reading) => {
        const { bytes, stop } = inflate(payload.bytes, compression, context);
        const type = `${compression}, ${bytes.length.toLocaleString('en-US')} bytes inflated`;
        const value = context.nest({ bytes, isText: isLikelyText(bytes), type });
        reading.root = value;
        if (stop?.isCut) reading.cut(stop.at, stop.why);
        if (stop) reading.broken(stop.at, stop.why);
        return { value, summary: shorten(`${compression} → ${value.summary}`, MAX_SUMMARY) };
      },
      summaryOf,
    );
  },
};

function compressionOf({ bytes, isText }: Payload, { reason }: DecodeContext): Compression | null {
  if (isText) return null;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  const [method = 0, flags = 0] = bytes;
  if ((method & 0x0f) === 8 && method >> 4 <= 7 && ((method << 8) | flags) % 31 === 0) return 'zlib';
  // Nothing gives it away.
  return reason === 'content' ? null : 'deflate';
}

interface Inflated {
  readonly bytes: Uint8Array;
  /** Where and why it went no further. */
  readonly stop?: { readonly at: number; readonly why: string; readonly isCut: boolean };
}

/** A stream that was flushed but not ended, as one over several frames is, gives what it has. */
function inflate(bytes: Uint8Array, compression: Compression, { limits }: DecodeContext): Inflated {
  const until = Date.now() + limits.milliseconds;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const inflater = new INFLATERS[compression]((chunk) => {
    chunks.push(chunk);
    length += chunk.length;
  });
  const isOpen = endsInFlush(bytes);
  for (let at = 0; at < bytes.length; at += CHUNK) {
    const isLast = at + CHUNK >= bytes.length;
    try {
      inflater.push(bytes.subarray(at, at + CHUNK), isLast && !isOpen);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return {
        bytes: joined(chunks, length),
        stop: { at, why: `it does not inflate (${why})`, isCut: false },
      };
    }
    if (length > limits.bytes || Date.now() > until) {
      const why =
        length > limits.bytes
          ? `it inflates to more than ${limits.bytes.toLocaleString('en-US')} bytes`
          : 'it took too long';
      return { bytes: joined(chunks, Math.min(length, limits.bytes)), stop: { at, why, isCut: true } };
    }
  }
  const all = joined(chunks, length);
  if (isOpen || isAsToldAtEnd(bytes, all, compression)) return { bytes: all };
  return { bytes: all, stop: { at: bytes.length, why: 'it ends too early', isCut: false } };
}

/**
 * Whether what was inflated is what the end says: gzip has its length there, zlib its Adler-32. The library takes some
 * streams for whole that were cut off.
 */
function isAsToldAtEnd(bytes: Uint8Array, inflated: Uint8Array, compression: Compression): boolean {
  if (compression === 'deflate') return true;
  if (bytes.length < 4) return false;
  const told = new DataView(bytes.buffer, bytes.byteOffset + bytes.length - 4);
  // Of several members, the end has the length of the last one.
  if (compression === 'gzip') return told.getUint32(0, true) <= inflated.length;
  return told.getUint32(0) === adler32(inflated);
}

/** RFC 1950, 8.2. */
function adler32(bytes: Uint8Array): number {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 65521;
    high = (high + low) % 65521;
  }
  return high * 65536 + low;
}

/** What Z_SYNC_FLUSH writes: an empty stored block. */
function endsInFlush(bytes: Uint8Array): boolean {
  return [0, 0, 0xff, 0xff].every((byte, i) => bytes[bytes.length - 4 + i] === byte);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk.subarray(0, length - at), at);
    at = Math.min(at + chunk.length, length);
  }
  return all;
}
