import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cArrayOf } from './c-array.ts';
import { indentJson } from './indent-json.ts';
import { sendCommand } from './send-command.ts';

describe('a C array', () => {
  it('has twelve bytes in a line', () => {
    expect(cArrayOf(Uint8Array.from({ length: 13 }, (_, i) => i))).toBe(
      'static const unsigned char payload[13] = {\n' +
        '  0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x09, 0x0a, 0x0b,\n' +
        '  0x0c,\n};\n',
    );
  });
});

describe('indented JSON', () => {
  it('keeps digits, repeated keys and their order', () => {
    expect(indentJson('{"b":12345678901234567890,"1":1.50,"b":[],"c":{} , "d":[1,{"e":"a,{\\"b"}]}')).toBe(
      [
        '{',
        '  "b": 12345678901234567890,',
        '  "1": 1.50,',
        '  "b": [],',
        '  "c": {},',
        '  "d": [',
        '    1,',
        '    {',
        '      "e": "a,{\\"b"',
        '    }',
        '  ]',
        '}',
      ].join('\n'),
    );
    expect(indentJson(' "x" ')).toBe('"x"');
  });

  it('is what JSON.stringify makes of a value', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const value: unknown = JSON.parse(json);
        expect(indentJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
      }),
    );
  });

  it('does not grow without end where a hostile text nests without end', () => {
    expect(indentJson(`${'['.repeat(5_000)}${']'.repeat(5_000)}`).length).toBeLessThan(2_100_000);
  });
});

describe('a command that sends a frame', () => {
  const frame = { url: 'ws://localhost:9999/', subprotocols: [], type: 'text' } as const;
  const bytes = (text: string) => new TextEncoder().encode(text);

  it('quotes what a shell would read otherwise', () => {
    expect(sendCommand({ ...frame, payload: bytes(`{"it's":"$HOME"}`) })).toBe(
      `socketscope send ws://localhost:9999/ --text '{"it'\\''s":"$HOME"}'`,
    );
    expect(sendCommand({ ...frame, payload: bytes('-1 2') })).toBe(
      `socketscope send ws://localhost:9999/ '--text=-1 2'`,
    );
    expect(
      sendCommand({ ...frame, url: 'ws://a/?b=1&c=2', subprotocols: ['binary', 'x'], payload: bytes('hi') }),
    ).toBe(`socketscope send 'ws://a/?b=1&c=2' --protocol binary --protocol x --text hi`);
  });

  it('writes bytes, and text that no terminal shows, as base64', () => {
    expect(sendCommand({ ...frame, type: 'binary', payload: Uint8Array.of(0, 255) })).toMatch(
      / --base64 AP8=$/,
    );
    expect(sendCommand({ ...frame, payload: bytes('a\nb') })).toMatch(/ --base64 YQpi --type text$/);
  });
});
