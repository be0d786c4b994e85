import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { LIMITS } from './decoder.ts';
import { decodeAsFrame, frameAlone } from './testing/decode-alone.ts';

const SIZE = 64 * 1024 * 1024;
/** A row of the list has to be drawn; loading the decoders and a busy machine are in this too. */
const BOUND = 5_000;

const filled = (begin: readonly number[], byte: number) => {
  const bytes = new Uint8Array(SIZE).fill(byte);
  bytes.set(begin);
  return bytes;
};

describe('frames of 64 MB in a row of the list', () => {
  it.each([
    ['JSON of many values', 'json', filled([0x5b, 0x31, 0x2c], 0x30)],
    ['JSON of one string', 'json', filled([0x5b, 0x22], 0x78)],
    ['MessagePack', 'messagepack', filled([0xdd, 3, 0xff, 0xff, 0xfb], 0x01)],
    ['CBOR', 'cbor', filled([0x9a, 3, 0xff, 0xff, 0xfb], 0x01)],
    ['protobuf', 'protobuf', filled([], 0x08)],
    ['gzip', 'compressed', gzipSync(new Uint8Array(SIZE))],
  ])('%s', async (_, decoder, bytes) => {
    const start = performance.now();
    const found = await decodeAsFrame(bytes, frameAlone({ limits: LIMITS.row, choice: { decoder } }));
    expect(performance.now() - start).toBeLessThan(BOUND);
    expect(['decoded', 'broken']).toContain(found.decoding.outcome);
  });
});
