import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decoder } from './layout.ts';
import { parseLayout } from '../layout/parser.ts';
import { decodeAlone } from '../testing/decode-alone.ts';
import { toJson } from '../values/value-export.ts';

const decode = (layout: string, bytes: readonly number[], direction: 'sent' | 'received' = 'received') =>
  decodeAlone(decoder, bytes, { direction, option: 'mine', schema: () => layout });
const json = (layout: string, bytes: readonly number[], direction: 'sent' | 'received' = 'received') => {
  const decoding = decode(layout, bytes, direction);
  return decoding.outcome === 'decoded' ? toJson(decoding.value, 0) : decoding;
};

const GAME = `
  // What the game sends
  enum Type : u8 { join = 1, move, state = 0x10 }
  flags Keys { up, down, fire = 8 }
  struct Player { u16 id; i16 x, y; Keys keys; }
  Type type;
  switch (type) {
    case join: string name[u8];
    case move: i16be x, y; f32 angle;
    case state: { u8 count; Player players[count]; }
    default: bytes rest[];
  }
`;

describe('a layout of one’s own', () => {
  it('reads what the case of a switch says', () => {
    expect(json(GAME, [1, 3, 0x41, 0x64, 0x61])).toBe('{"type":1,"name":"Ada"}');
    expect(json(GAME, [2, 0, 5, 0xff, 0xff, 0, 0, 0xc0, 0x3f])).toBe('{"type":2,"x":5,"y":-1,"angle":1.5}');
    expect(json(GAME, [0x10, 1, 7, 0, 1, 0, 0xfe, 0xff, 9])).toBe(
      '{"type":16,"count":1,"players":[{"id":7,"x":1,"y":-2,"keys":9}]}',
    );
    expect(json(GAME, [9, 1, 2])).toBe('{"type":9,"rest":"AQI="}');
  });

  it('keeps names, types and offsets', () => {
    expect(decode(GAME, [0x10, 1, 7, 0, 1, 0, 0xfe, 0xff, 9])).toMatchObject({
      summary: '{type: state, count: 1, players: [1]}',
      value: {
        entries: [
          { key: 'type', value: { symbol: 'state', type: 'Type', start: 0, end: 1 } },
          { key: 'count' },
          {
            key: 'players',
            value: {
              start: 2,
              end: 9,
              items: [
                {
                  type: 'Player',
                  entries: [
                    { key: 'id' },
                    { key: 'x' },
                    { key: 'y', value: { type: 'i16', start: 6, end: 8 } },
                    { value: { symbol: 'up | fire' } },
                  ],
                },
              ],
            },
          },
        ],
      },
    });
  });

  it.each([
    ['endian big; u16 a; u16le b;', [0, 1, 2, 0], '{"a":1,"b":2}'],
    ['u8 { kind: 3, alive: 1, level: 4 };', [0b1010_1101], '{"kind":5,"alive":1,"level":10}'],
    ['varint a; zigzag b; bool c;', [0x96, 1, 3, 1], '{"a":150,"b":-2,"c":true}'],
    [
      'cstring a; string b[4]; skip 1; u8 c;',
      [0x68, 0x69, 0, 0x61, 0x62, 0, 0, 9, 7],
      '{"a":"hi","b":"ab","c":7}',
    ],
    ['u8 n; if (n > 1 && (n & 1) == 0) { u8 a; } else { u16 b; }', [2, 5], '{"n":2,"a":5}'],
    ['u8 n; u8 a[n * 2 - 1]; u8 b[];', [2, 1, 2, 3, 4, 5], '{"n":2,"a":[1,2,3],"b":[4,5]}'],
    [
      'struct H { u8 size; } H header; bytes body[header.size]; u8 end;',
      [2, 1, 2, 3],
      '{"header":{"size":2},"body":"AQI=","end":3}',
    ],
    ['if (sent) { u8 a; } else { u8 b; }', [1], '{"b":1}'],
    ['enum K { x = 5 } u8 k; if (k == K.x) { u8 y; }', [5, 6], '{"k":5,"y":6}'],
    [
      "u8 magic = 'A'; u64 big; i64 small; f64 d;",
      [0x41, ...Array<number>(8).fill(255), ...Array<number>(8).fill(255), 0, 0, 0, 0, 0, 0, 0xf8, 0x3f],
      '{"magic":65,"big":18446744073709551615,"small":-1,"d":1.5}',
    ],
  ])('%s', (layout, bytes, expected) => {
    expect(json(layout, bytes)).toBe(expected);
  });

  it.each([
    ['u8 a;\nfoo b;', 2, 1, 'No type is called “foo”'],
    ['u8 a\nu8 b;', 2, 1, '; is expected, at “u8”'],
    ['u8 a;\n  u8 $;', 2, 6, '“$” means nothing here'],
    [
      'string name;',
      1,
      12,
      'Say how long it is: name[16], name[u8] for a length in front, or name[] for the rest, at “;”',
    ],
    ['switch (a) { u8 b; }', 1, 14, '“case”, “default” or } is expected, at “u8”'],
    ['struct A { u8 b;', 1, 17, 'A } is missing, at the end'],
    ['u8 { a: 5, b: 5 };', 1, 1, 'These are 10 bits, but u8 has 8, at “u8”'],
    ['enum u8 { }', 1, 6, '“u8” is a type already, at “u8”'],
  ])('says where %j is wrong', (layout, line, column, message) => {
    expect(decode(layout, [1])).toEqual({
      outcome: 'not-mine',
      why: `line ${line}, column ${column} of the layout: ${message}`,
    });
  });

  it('says where a frame does not fit', () => {
    expect(decode(GAME, [2, 0, 5])).toMatchObject({
      outcome: 'broken',
      at: 3,
      value: { entries: [{}, { key: 'x' }] },
    });
    expect(decode(GAME, [1, 0, 9])).toMatchObject({
      outcome: 'broken',
      at: 2,
      why: 'one more byte follows the value',
    });
    expect(decode('u8 magic = 7; u8 a;', [8, 1])).toEqual({
      outcome: 'not-mine',
      why: 'magic at byte 0 is not 7',
    });
    expect(decode('u8 a[b];', [8])).toMatchObject({
      outcome: 'broken',
      why: 'the layout needs b, which was not read before',
    });
    expect(decode('u8 a; switch (a) { case 1: u8 b; }', [8])).toMatchObject({
      outcome: 'broken',
      why: 'the layout has no case for 8',
    });
  });

  it('ends, whatever it is asked to read', () => {
    expect(decode('struct A { A a; } A a;', [1])).toMatchObject({ cut: { why: 'nested deeper than 256' } });
    expect(decode('struct A { } A a[];', [1])).toMatchObject({ outcome: 'broken' });
    expect(decode('struct A { } A a[4000000000];', [1])).toMatchObject({
      cut: { why: 'more than 200,000 values' },
    });
    expect(decode('bytes a[u64];', Array<number>(9).fill(255))).toMatchObject({ outcome: 'broken' });
  });

  it('never fails otherwise, on any layout and any bytes', () => {
    const word = fc.constantFrom(
      'u8',
      'i16',
      'f32',
      'a',
      'b',
      'string',
      'bytes',
      'struct',
      'enum',
      'switch',
      'case',
      'default',
      'if',
      'else',
      'varint',
      '1',
      '0x10',
      ...Array.from('{}[]();:,=.+-*/&'),
      '//',
      "'x'",
      '\n',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), fc.uint8Array({ maxLength: 20 }), (words, bytes) => {
        decode(words.join(' '), [...bytes]);
      }),
      { numRuns: 500 },
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => void decode(GAME, [...bytes])));
    expect(() => parseLayout('{'.repeat(100_000))).toThrow('Blocks are nested too deep');
    expect(() => parseLayout(`u8 a[${'('.repeat(100_000)}`)).toThrow('This is nested too deep');
  });
});
