import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decoder } from './image.ts';
import { decodeAlone } from '../testing/decode-alone.ts';

const base64 = (text: string) => Uint8Array.from(Buffer.from(text, 'base64'));

// The smallest files that encoders make of two by three (JPEG: one by one) pixels.
const GIF = base64('R0lGODlhAgADAIAAAAAAAP///yH5BAAAAAAALAAAAAACAAMAAAICRFIAOw==');
const WEBP = base64('UklGRhoAAABXRUJQVlA4TA0AAAAvAYAAAAcQERGIiP4HAA==');

describe('images', () => {
  it('are known by their first bytes, with their size', () => {
    const png = readFileSync(new URL('../../../extension/icons/32.png', import.meta.url));
    expect(decodeAlone(decoder, png)).toMatchObject({
      value: { kind: 'image', mediaType: 'image/png', width: 32, height: 32 },
      summary: 'PNG 32 × 32',
    });
    expect(decodeAlone(decoder, GIF)).toMatchObject({
      value: { mediaType: 'image/gif', width: 2, height: 3 },
    });
    expect(decodeAlone(decoder, WEBP)).toMatchObject({
      value: { mediaType: 'image/webp', width: 2, height: 3 },
    });
  });

  it('have the size of the first frame in a JPEG', () => {
    const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc2, 0, 11, 8, 1, 0x2c, 0, 200, 1, 1, 0x11, 0];
    expect(decodeAlone(decoder, jpeg)).toMatchObject({
      value: { mediaType: 'image/jpeg', width: 200, height: 300 },
    });
  });

  it('may end in their header', () => {
    expect(decodeAlone(decoder, GIF.subarray(0, 7))).toMatchObject({ value: { width: 0, height: 0 } });
    expect(decodeAlone(decoder, GIF.subarray(0, 3))).toEqual({ outcome: 'not-mine' });
    expect(decodeAlone(decoder, [])).toEqual({ outcome: 'not-mine' });
  });
});
