import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../decoder.ts';
import { decoder } from './json.ts';
import { decodeAlone } from '../testing/decode-alone.ts';
import { toJson } from '../values/value-export.ts';

const decode = (text: string) => decodeAlone(decoder, text);
const exported = (text: string) => {
  const decoding = decode(text);
  return decoding.outcome === 'decoded' ? toJson(decoding.value, 0) : decoding.outcome;
};

describe('JSON', () => {
  it('keeps what JSON.parse loses', () => {
    const text = '{"a":12345678901234567890,"a":1.0,"b":[1e400,-0,0.10000000000000000001]}';
    expect(exported(text)).toBe(text);
  });

  it('agrees with JSON.parse on all that it writes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(JSON.parse(exported(text))).toEqual(JSON.parse(text));
      }),
    );
  });

  it('agrees with JSON.parse on what is no JSON', () => {
    const almost = fc.string({
      unit: fc.constantFrom(...Array.from('{}[]",:0123-.eE \\utrfalsn\n\u0001é😀')),
    });
    fc.assert(
      fc.property(almost, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(decode(text).outcome).toBe(isJson ? 'decoded' : 'broken');
      }),
      { numRuns: 2_000 },
    );
  });

  it('says where values stand, in bytes', () => {
    const decoding = decode('{"é":"😀","n": 5}');
    expect(decoding).toMatchObject({
      outcome: 'decoded',
      value: {
        start: 0,
        end: 20,
        entries: [
          { key: 'é', value: { value: '😀', start: 6, end: 12 } },
          { key: 'n', value: { value: 5, start: 18, end: 19 } },
        ],
      },
    });
  });

  it.each([
    ['{"a":1,"b":[2,x]}', 14, 'no JSON value begins here'],
    ['{"a":1 "b":2}', 7, 'a comma or } is missing'],
    ['{"a" 1}', 5, 'a colon is missing'],
    ['{a:1}', 1, 'a key in double quotes is missing'],
    ['{"a":"x', 7, 'the text ends too early'],
    ['["\\\\\\x"]', 4, 'an escape is unknown'],
    ['["a\tb"]', 3, 'a control character is not escaped'],
    ['1 2', 2, 'more text follows the value'],
    ['', 0, 'the text ends too early'],
  ])('says where %j is broken', (text, at, why) => {
    expect(decode(text)).toMatchObject({ outcome: 'broken', at, why });
  });

  it('keeps what was read before the mistake', () => {
    expect(decode('{"a":{"b":[1,2,')).toMatchObject({
      value: {
        entries: [
          { key: 'a', value: { entries: [{ key: 'b', value: { items: [{ value: 1 }, { value: 2 }] } }] } },
        ],
      },
    });
  });

  it('summarises by what names the message', () => {
    expect(decode('{"x":1,"players":[{},{}],"op":"move","y":2.5}')).toMatchObject({
      summary: '{op: "move", x: 1, players: [2], y: 2.5}',
    });
  });

  it('stays within its limits', () => {
    const deep = decode('['.repeat(100_000));
    expect(deep).toMatchObject({ outcome: 'decoded', cut: { at: 256 } });
    const many = decode(`[${'1,'.repeat(300_000)}1]`);
    expect(many).toMatchObject({ outcome: 'decoded', cut: { why: 'more than 200,000 values' } });
    const long = decodeAlone(decoder, `["${'é'.repeat(200_000)}"]`, { limits: LIMITS.row });
    expect(long).toMatchObject({
      outcome: 'decoded',
      cut: { why: 'only the beginning of the text was read' },
    });
  });
});
