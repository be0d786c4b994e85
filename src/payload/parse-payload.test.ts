import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PayloadFormat, parsePayload } from './parse-payload.ts';

const why = (format: PayloadFormat, written: string) => {
  const parsed = parsePayload(format, written);
  return parsed.ok ? null : parsed.why;
};

describe('parsePayload', () => {
  it('takes text and JSON exactly as written', () => {
    expect(parsePayload('text', ' as is ')).toEqual({ ok: true, data: ' as is ' });
    expect(parsePayload('json', '{ "n": 12345678901234567890 }')).toEqual({
      ok: true,
      data: '{ "n": 12345678901234567890 }',
    });
    expect(why('json', '{')).toMatch(/no JSON/);
  });

  it('reads hex however it is grouped', () => {
    const data = new Uint8Array([0xde, 0xad, 0xbe, 0xef]);
    for (const written of ['deadbeef', 'DE AD BE EF', '0xde, 0xad\n0xbe 0xef']) {
      expect(parsePayload('hex', written)).toEqual({ ok: true, data });
    }
    expect(why('hex', 'de xy')).toBe('“x” at character 4 is no hexadecimal digit.');
    expect(why('hex', '0x1x')).toBe('“x” at character 4 is no hexadecimal digit.');
    expect(why('hex', 'ab 💥')).toBe('“💥” at character 4 is no hexadecimal digit.');
    expect(why('hex', 'abc')).toMatch(/there are 3/);
  });

  it('reads base64 of both alphabets', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const written = Buffer.from(bytes).toString('base64');
        const url = Buffer.from(bytes).toString('base64url');
        expect(parsePayload('base64', written)).toEqual({ ok: true, data: bytes });
        expect(parsePayload('base64', url)).toEqual({ ok: true, data: bytes });
      }),
    );
    expect(why('base64', 'AA*=')).toMatch(/“\*” at character 3/);
    expect(why('base64', 'A')).toMatch(/missing/);
  });

  it('says something of everything, and never throws', () => {
    const formats = fc.constantFrom<PayloadFormat>('text', 'json', 'hex', 'base64');
    fc.assert(fc.property(formats, fc.string(), (format, written) => void parsePayload(format, written)));
  });
});
