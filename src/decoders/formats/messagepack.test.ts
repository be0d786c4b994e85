import { decode as decodeByLibrary, encode, ExtData } from '@msgpack/msgpack';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoder } from './messagepack.ts';
import { toPlain } from '../testing/to-plain.ts';
import { decodeAlone } from '../testing/decode-alone.ts';

const decode = (bytes: Uint8Array | readonly number[]) => decodeAlone(decoder, bytes);
const plain = (bytes: Uint8Array) => {
  const decoding = decode(bytes);
  return decoding.outcome === 'decoded' ? toPlain(decoding.value) : decoding;
};

describe('MessagePack', () => {
  it('reads what the library writes', () => {
    const anything = fc.anything({
      withBigInt: false,
      // The library refuses this one, in case somebody makes an object of it.
      key: fc.string().filter((key) => key !== '__proto__'),
      values: [
        fc.boolean(),
        fc.integer(),
        fc.maxSafeInteger(),
        fc.double(),
        fc.string(),
        fc.uint8Array(),
        fc.constant(null),
      ],
    });
    fc.assert(
      fc.property(anything, (value) => {
        const bytes = encode(value);
        expect(plain(bytes)).toEqual(decodeByLibrary(bytes));
      }),
    );
  });

  it('keeps integers of 64 bits, dates and extension types', () => {
    const bytes = encode(
      { id: 2n ** 63n, at: new Date(1_700_000_000_123), own: new ExtData(5, Uint8Array.of(1, 2)) },
      { useBigInt64: true },
    );
    expect(decode(bytes)).toMatchObject({
      outcome: 'decoded',
      value: {
        entries: [
          { key: 'id', value: { kind: 'bigint', value: 2n ** 63n, type: 'uint 64' } },
          { key: 'at', value: { kind: 'date', value: 1_700_000_000_123 } },
          { key: 'own', value: { kind: 'tagged', tag: 'ext 5', value: { value: Uint8Array.of(1, 2) } } },
        ],
      },
    });
  });

  it('keeps keys that come twice and keys that are no text', () => {
    expect(decode([0x83, 0xa1, 0x61, 1, 0xa1, 0x61, 2, 0xc3, 3])).toMatchObject({
      value: { entries: [{ key: 'a' }, { key: 'a' }, { key: 'true', keyValue: { kind: 'boolean' } }] },
    });
  });

  it('says where it is broken, and keeps what came before', () => {
    expect(decode([0x82, 0xa1, 0x61, 1, 0xa1, 0x62, 0xc1])).toMatchObject({
      outcome: 'broken',
      at: 6,
      why: '0xc1 is never used in MessagePack',
      value: { entries: [{ key: 'a', value: { value: 1, start: 3, end: 4 } }] },
    });
    expect(decode([0x92, 1])).toMatchObject({
      outcome: 'broken',
      at: 2,
      value: { length: 2, items: [{ value: 1 }] },
    });
    expect(decode([1, 2, 3])).toMatchObject({
      outcome: 'broken',
      at: 1,
      why: '2 more bytes follow the value',
    });
  });

  it('does not believe lengths that cannot be', () => {
    for (const first of [0xc6, 0xc9, 0xdb, 0xdd, 0xdf]) {
      expect(decode([first, 0xff, 0xff, 0xff, 0xff, 0])).toMatchObject({ outcome: 'broken' });
    }
  });
});
