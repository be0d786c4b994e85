import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import { decoder } from './proto.ts';
import { decodeAlone } from '../testing/decode-alone.ts';
import { toJson } from '../values/value-export.ts';

const SCHEMA = `syntax = "proto3";
package game;
import "google/protobuf/timestamp.proto";
enum Kind { NONE = 0; JUMP = 1; }
message Point { float x = 1; double y = 2; }
message Move {
  uint64 id = 1;
  Kind kind = 2;
  repeated Point path = 3;
  repeated sint32 steps = 4;
  map<string, int32> scores = 5;
  oneof what { string text = 6; bytes raw = 7; }
  bool fast = 8;
  sfixed32 left = 9;
  google.protobuf.Timestamp at = 10;
}`;

const decode = (bytes: Uint8Array | readonly number[], option = 'mine#game.Move', schema = SCHEMA) =>
  decodeAlone(decoder, bytes, { option, schema: () => schema });

const Move = protobuf
  .parse(SCHEMA.replace(/import.*/, '').replace(/google.protobuf.Timestamp/, 'bytes'), {
    keepCase: true,
  })
  .root.lookupType('game.Move');

describe('protobuf with a schema', () => {
  it('reads what the library writes', () => {
    const bytes = Move.encode(
      Move.fromObject({
        id: '1152921504606846977',
        kind: 1,
        path: [{ x: 1.5, y: 2 }, { y: -1 }],
        steps: [1, -2, 300],
        scores: { Ada: 7 },
        text: 'hi',
        fast: true,
        left: -5,
      }),
    ).finish();
    const decoding = decode(bytes);
    expect(decoding.outcome === 'decoded' && toJson(decoding.value, 0)).toBe(
      '{"id":1152921504606846977,"kind":1,"path":[{"x":1.5,"y":2},{"y":-1}],"steps":[1,-2,300],"scores":{"Ada":7},"text":"hi","fast":true,"left":-5}',
    );
    expect(decoding).toMatchObject({
      value: {
        entries: expect.arrayContaining([
          expect.objectContaining({ key: 'kind', value: expect.objectContaining({ symbol: 'JUMP' }) }),
        ]),
      },
    });
  });

  it('keeps what the schema does not know', () => {
    expect(decode([0x78, 5, 0x0a, 1, 0x41])).toMatchObject({
      value: {
        entries: [
          { key: '15', value: { value: 5, note: 'not in the schema' } },
          { key: 'id', value: { note: 'not of the type in the schema' } },
        ],
      },
    });
    expect(decode([0x08, 1, 0x3a, 9])).toMatchObject({
      outcome: 'broken',
      at: 2,
      value: { entries: [{ key: 'id' }] },
    });
  });

  it.each([
    ['syntax = "proto3";\nmessage A {\n  int32 a 1;\n}', 3, 11, "illegal token '1'"],
    ['syntax = "proto3";\nmessage A {\n  Foo a = 1;\n}', 3, 3, 'Foo'],
    ['syntax = "proto3";\nmessage A {', 2, 12, 'the schema ends too early'],
  ])('says where %j is wrong', (schema, line, column, message) => {
    expect(decode([8, 1], 'mine#A', schema)).toEqual({
      outcome: 'not-mine',
      why: expect.stringMatching(new RegExp(`^line ${line}, column ${column} of the schema: .*${message}`)),
    });
  });

  it('asks which message it is', () => {
    expect(decode([8, 1], 'mine')).toEqual({
      outcome: 'not-mine',
      why: 'choose which message of the schema it is',
    });
    expect(decode([8, 1], 'mine', 'syntax = "proto3"; message A { int32 b = 1; }')).toMatchObject({
      summary: '{b: 1}',
    });
  });
});
