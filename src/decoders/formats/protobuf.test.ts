import { BinaryWriter } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { decoder } from './protobuf.ts';
import { decodeAlone } from '../testing/decode-alone.ts';

const decode = (bytes: Uint8Array | readonly number[]) => decodeAlone(decoder, bytes);

/** A move: id, name, position, path, and a text that holds nothing. */
function move(): Uint8Array {
  const writer = new BinaryWriter();
  writer.uint32((1 << 3) | 0).uint64(2n ** 60n);
  writer.uint32((2 << 3) | 2).string('Ada');
  writer.uint32((3 << 3) | 2).fork();
  writer.uint32((1 << 3) | 5).float(1.5);
  writer.uint32((2 << 3) | 1).double(-2.25);
  writer.join();
  writer.uint32((4 << 3) | 2).bytes(Uint8Array.of(0x96, 0x01, 0x03));
  writer.uint32((5 << 3) | 0).int32(-7);
  writer.uint32((6 << 3) | 0).sint32(-3);
  writer.uint32((7 << 3) | 2).string('');
  return writer.finish();
}

describe('protobuf without a schema', () => {
  it('tells numbers, texts, messages and bytes apart', () => {
    expect(decode(move())).toMatchObject({
      outcome: 'decoded',
      value: {
        entries: [
          { key: '1', value: { kind: 'bigint', value: 2n ** 60n, start: 1, end: 10 } },
          { key: '2', value: { kind: 'string', value: 'Ada', start: 12, end: 15 } },
          {
            key: '3',
            value: {
              entries: [
                { key: '1', value: { value: 1.5, type: 'float' } },
                { key: '2', value: { value: -2.25, type: 'double' } },
              ],
            },
          },
          { key: '4', value: { kind: 'bytes', note: 'or packed 150, 3' } },
          { key: '5', value: { value: -7, type: 'int64' } },
          { key: '6', value: { value: 5, note: 'or −3 as sint' } },
          { key: '7', value: { kind: 'string', value: '' } },
        ],
      },
    });
  });

  it('takes a first field that begins like a line end for a message', () => {
    const inner = new BinaryWriter().uint32((1 << 3) | 2).string('a text that is as long as a space');
    const bytes = new BinaryWriter()
      .uint32((9 << 3) | 2)
      .bytes(inner.finish())
      .finish();
    expect(decode(bytes)).toMatchObject({ value: { entries: [{ key: '9', value: { kind: 'object' } }] } });
  });

  it('says where it is broken, and keeps what came before', () => {
    const bytes = move();
    expect(decode(bytes.subarray(0, 13))).toMatchObject({
      outcome: 'broken',
      at: 10,
      why: 'field 2 is longer than what it is in',
      value: { entries: [{ key: '1' }] },
    });
    expect(decode([0x08, ...Array<number>(11).fill(0x80), 0x01])).toMatchObject({ outcome: 'broken', at: 0 });
    expect(decode([0x07])).toMatchObject({ outcome: 'broken', at: 0 });
  });

  it('ends on messages in messages in messages', () => {
    let bytes: Uint8Array = Uint8Array.of(0x08, 0x01);
    for (let i = 0; i < 2_000; i++)
      bytes = new BinaryWriter()
        .uint32((1 << 3) | 2)
        .bytes(bytes)
        .finish();
    expect(decode(bytes)).toMatchObject({ outcome: 'decoded', cut: { why: 'nested deeper than 256' } });
    expect(decode(new Uint8Array(200_000).fill(0x0b))).toMatchObject({ outcome: 'broken' });
  });

  it('is surer of long messages with text than of two bytes', () => {
    expect(decode(move())).toMatchObject({ likelihood: expect.closeTo(0.7) });
    expect(decode([0x08, 0x01])).toMatchObject({ likelihood: expect.closeTo(0.2) });
  });
});
