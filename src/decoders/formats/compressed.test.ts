import { randomBytes } from 'node:crypto';
import { constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { decoder } from './compressed.ts';
import { LIMITS } from '../decoder.ts';
import { decodeAlone, decodeAsFrame } from '../testing/decode-alone.ts';
import { valuesAt } from '../values/value-walk.ts';

const text = JSON.stringify({ op: 'state', players: [1, 2, 3] });

describe('compressed payloads', () => {
  it.each([
    ['gzip', gzipSync(text)],
    ['zlib', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['zlib', deflateSync(text, { finishFlush: constants.Z_SYNC_FLUSH })],
  ])('opens %s', (name, bytes) => {
    expect(decodeAlone(decoder, bytes)).toMatchObject({
      outcome: 'decoded',
      value: { kind: 'payload', bytes: new TextEncoder().encode(text), isText: true },
      summary: expect.stringMatching(name),
    });
  });

  it('reads what is inside by its own content', async () => {
    const found = await decodeAsFrame(gzipSync(text));
    if (found.decoding.outcome !== 'decoded') throw new Error('not decoded');
    expect(found).toMatchObject({
      format: 'compressed',
      decoding: { summary: 'gzip → {op: "state", players: [1, 2, 3]}' },
    });
    expect(valuesAt(found.decoding.value, 'op')).toMatchObject([{ value: 'state' }]);
  });

  it('says where it breaks off and keeps what came before', () => {
    const bytes = gzipSync(randomBytes(8_000).toString('hex'));
    expect(decodeAlone(decoder, bytes.subarray(0, 5_000))).toMatchObject({
      outcome: 'broken',
      value: { kind: 'payload' },
    });
    // Behind the header of ten bytes stands the first block; there is no third type of them.
    bytes[10] = 0x07;
    expect(decodeAlone(decoder, bytes)).toMatchObject({
      outcome: 'broken',
      why: expect.stringMatching('invalid block type'),
    });
  });

  it('opens no more of a bomb than the limit', () => {
    const bomb = gzipSync(new Uint8Array(20_000_000));
    const decoding = decodeAlone(decoder, bomb, { limits: LIMITS.query });
    expect(decoding).toMatchObject({
      outcome: 'decoded',
      cut: { why: 'it inflates to more than 4,194,304 bytes' },
    });
    expect(
      decoding.outcome === 'decoded' && decoding.value.kind === 'payload' && decoding.value.bytes.length,
    ).toBe(LIMITS.query.bytes);
  });

  it('leaves alone what is not compressed', () => {
    expect(decodeAlone(decoder, [1, 2, 3, 4, 5, 6], { reason: 'content' })).toEqual({ outcome: 'not-mine' });
    expect(decodeAlone(decoder, 'x')).toEqual({ outcome: 'not-mine' });
  });
});
