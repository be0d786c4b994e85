import { type Decoder, NOT_MINE } from '../decoder.ts';
import { readingOf } from '../reading.ts';
import { summaryOf } from '../values/summary.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

interface ImageFormat {
  readonly mediaType: string;
  readonly isIt: (bytes: Uint8Array, view: DataView) => boolean;
  /** Reads the size from the header; throws `RangeError` where that ends too early. */
  readonly size: (view: DataView) => Size | null;
}

const FORMATS: readonly ImageFormat[] = [
  {
    mediaType: 'image/png',
    isIt: (_, view) => view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a,
    size: (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  },
  {
    mediaType: 'image/jpeg',
    isIt: (bytes) => bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff,
    size: jpegSize,
  },
  {
    mediaType: 'image/gif',
    isIt: (bytes) => /^GIF8[79]a/.test(asciiAt(bytes, 0, 6)),
    size: (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  },
  {
    mediaType: 'image/webp',
    isIt: (bytes) => asciiAt(bytes, 0, 4) === 'RIFF' && asciiAt(bytes, 8, 4) === 'WEBP',
    size: webpSize,
  },
  {
    mediaType: 'image/bmp',
    // The letters alone begin many a text: the length has to be right, too.
    isIt: (bytes, view) => asciiAt(bytes, 0, 2) === 'BM' && view.getUint32(2, true) === bytes.length,
    size: (view) => ({ width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }),
  },
  {
    mediaType: 'image/avif',
    isIt: (bytes) => /^ftypavi[fs]/.test(asciiAt(bytes, 4, 8)),
    size: () => null,
  },
];

/** Images that browsers show, known by their first bytes. */
export const decoder: Decoder = {
  decode(payload, context) {
    if (payload.isText) return NOT_MINE;
    return readingOf(
      payload,
      context,
      () => {
        const { bytes } = payload;
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        const format = FORMATS.find(({ isIt }) => within(() => isIt(bytes, view)) === true);
        if (!format) return null;
        const { width, height } = within(() => format.size(view)) ?? { width: 0, height: 0 };
        const { mediaType } = format;
        const value = {
          kind: 'image',
          mediaType,
          width,
          height,
          bytes,
          start: 0,
          end: bytes.length,
        } as const;
        return { value, summary: summaryOf(value) };
      },
      summaryOf,
    );
  },
};

/** Headers may end early: reading over the end is no mistake here. */
function within<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function asciiAt(bytes: Uint8Array, start: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(start, start + length));
}

/** The first segment that begins a frame (ITU-T T.81, B.2.2) has the size. */
function jpegSize(view: DataView): Size | null {
  let at = 2;
  while (at + 9 < view.byteLength) {
    const marker = view.getUint16(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    if (marker < 0xff00) return null;
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}

/** Lossy, lossless and extended files have it at different places (RFC 9649, 2.5 to 2.7). */
function webpSize(view: DataView): Size | null {
  const kind = String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)));
  if (kind === 'VP8 ') {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (kind !== 'VP8X') return null;
  const u24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  return { width: u24(24) + 1, height: u24(27) + 1 };
}
