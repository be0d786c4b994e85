import { decode as decodeByLibrary, encode, Tag } from 'cbor2';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoder } from './cbor.ts';
import { decodeAlone } from '../testing/decode-alone.ts';
import { toPlain } from '../testing/to-plain.ts';

const decode = (bytes: Uint8Array | readonly number[]) => decodeAlone(decoder, bytes);
const hex = (digits: string) => Uint8Array.from(Buffer.from(digits, 'hex'));
const plain = (bytes: Uint8Array) => {
  const decoding = decode(bytes);
  return decoding.outcome === 'decoded' ? toPlain(decoding.value) : decoding;
};

describe('CBOR', () => {
  it('reads what the library writes', () => {
    const key = fc.string().filter((text) => text !== '__proto__');
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.oneof(
          fc.boolean(),
          fc.integer(),
          fc.maxSafeInteger(),
          fc.double(),
          fc.float(),
          fc.string(),
          fc.uint8Array(),
          fc.bigInt({ min: 2n ** 60n, max: 2n ** 90n }),
          fc.constant(null),
          fc.constant(undefined),
        ),
        fc.array(tie('value'), { maxLength: 5 }),
        fc.dictionary(key, tie('value'), { maxKeys: 5 }),
      ),
    }));
    fc.assert(
      fc.property(value, (value) => {
        const bytes = encode(value);
        expect(plain(bytes)).toEqual(decodeByLibrary(bytes));
      }),
    );
  });

  // RFC 8949, appendix A.
  it.each([
    ['3bffffffffffffffff', -18446744073709551616n],
    ['c249010000000000000000', 18446744073709551616n],
    ['c349010000000000000000', -18446744073709551617n],
    ['f97bff', 65504],
    ['f90001', 5.960464477539063e-8],
    ['f9fc00', Number.NEGATIVE_INFINITY],
    ['f7', undefined],
    ['c11a514b67b0', new Date(1363896240000)],
    ['5f42010243030405ff', Uint8Array.of(1, 2, 3, 4, 5)],
    ['7f657374726561646d696e67ff', 'streaming'],
    ['9f018202039f0405ffff', [1, [2, 3], [4, 5]]],
    ['bf61610161629f0203ffff', { a: 1, b: [2, 3] }],
  ])('reads %s of the specification', (digits, value) => {
    expect(plain(hex(digits))).toEqual(value);
  });

  it('keeps tags, keys that come twice, and keys that are no text', () => {
    expect(decode(encode(new Tag(1234, [1])))).toMatchObject({
      value: { kind: 'tagged', tag: 'tag 1234', value: { kind: 'array' } },
    });
    expect(decode(hex('d82076687474703a2f2f7777772e6578616d706c652e636f6d'))).toMatchObject({
      value: { tag: 'tag 32 URI', value: { value: 'http://www.example.com' } },
    });
    expect(decode(hex('a3616101616102f503'))).toMatchObject({
      value: { entries: [{ key: 'a' }, { key: 'a' }, { key: 'true', keyValue: { kind: 'boolean' } }] },
    });
  });

  it.each([
    ['a26161016162', 6, 'the payload ends one byte too early'],
    ['0102', 1, 'one more byte follows the value'],
    ['81ff', 1, 'a break stands where nothing is to be ended'],
    ['1c', 0, 'additional information 28 is reserved'],
    ['5f6161ff', 1, 'a chunk of another type stands in a string of indefinite length'],
    ['5bffffffffffffffff00', 10, 'the payload ends 18,446,744,073,709,552,000 bytes too early'],
  ])('says where %s is broken', (digits, at, why) => {
    expect(decode(hex(digits))).toMatchObject({ outcome: 'broken', at, why });
  });
});
