import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type EditRules, editRequest, editResponse, offeredSubprotocols } from './handshake-edits.ts';

const NO_RULES: EditRules = { headers: [], dropHeaders: [], noDeflate: false };
const REPAIR: EditRules = { ...NO_RULES, repairSubprotocol: {} };

const request = (...lines: string[]) =>
  ['GET /a?b HTTP/1.1', 'Host: localhost:9998', ...lines, '', ''].join('\r\n');
const answer = (...lines: string[]) =>
  ['HTTP/1.1 101 OK', 'upgrade: websocket', ...lines, '', ''].join('\r\n');

describe('a request', () => {
  it.for([
    ['gets a header', { headers: [{ name: 'Origin', value: 'http://x' }] }, [], ['Origin: http://x']],
    [
      'gets a header put in place of all of its name, as they were written',
      { headers: [{ name: 'Origin', value: 'http://x' }] },
      ['oRIGIN: y', 'A: b', 'Origin:z'],
      ['oRIGIN: http://x', 'A: b'],
    ],
    ['loses a header', { dropHeaders: ['cookie'] }, ['Cookie: a', 'X:  y ', 'COOKIE: b'], ['X:  y ']],
    [
      'offers no compression',
      { noDeflate: true },
      ['Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits'],
      [],
    ],
    [
      'keeps its other extensions',
      { noDeflate: true },
      ['Sec-WebSocket-Extensions: a; b=1, permessage-deflate, c'],
      ['Sec-WebSocket-Extensions: a; b=1, c'],
    ],
    ['loses an empty offer', { repairSubprotocol: {} }, ['Sec-WebSocket-Protocol: '], []],
    [
      'keeps a full one',
      { repairSubprotocol: {} },
      ['Sec-WebSocket-Protocol: a'],
      ['Sec-WebSocket-Protocol: a'],
    ],
  ] as const)('%s', ([, rules, before, after]) => {
    expect(editRequest(request(...before), { ...NO_RULES, ...rules }).text).toBe(request(...after));
  });

  it('is led elsewhere', () => {
    const { text, edits } = editRequest(request(), { ...NO_RULES, host: 'game.example', path: '/T' });
    expect(text).toBe('GET /T HTTP/1.1\r\nHost: game.example\r\n\r\n');
    expect(edits).toEqual([
      { why: 'path', field: 'path', before: '/a?b', after: '/T' },
      { why: 'host', field: 'Host', before: 'localhost:9998', after: 'game.example' },
    ]);
  });

  it('keeps lines that end in LF alone, and folded ones', () => {
    const rules = { ...NO_RULES, dropHeaders: ['b'], headers: [{ name: 'D', value: 'e' }] };
    const text = 'GET / HTTP/1.1\nA: 1\n  2\nB: 3\n\t4\n\n';
    expect(editRequest(text, rules).text).toBe('GET / HTTP/1.1\nA: 1\n  2\nD: e\n\n');
  });

  it('is the same, byte for byte, where nothing is to be changed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 200 }), (text) => {
        expect(editRequest(text, REPAIR).edits.length === 0 || text.toLowerCase().includes('sec-')).toBe(
          true,
        );
        expect(editRequest(text, NO_RULES)).toEqual({ text, edits: [] });
      }),
    );
  });
});

describe('the subprotocol of an answer', () => {
  const named = (value: string) => answer(`Sec-WebSocket-Protocol: ${value}`);

  it.for([
    ['is added where it is missing', ['binary'], answer(), named('binary')],
    ['is put in place of another', ['binary'], named('wrong'), named('binary')],
    ['is put in place of an empty one', ['binary'], named(''), named('binary')],
    ['is one of a list', ['base64', 'binary'], named('binary, base64'), named('base64')],
    ['is written as it was offered', ['base64', 'Binary'], named('binary'), named('Binary')],
    ['is left out where none was offered', [], named('None'), answer()],
    ['is left as it is where it is right', ['a', 'b'], named('b'), named('b')],
    ['is left out where it is right', [], answer(), answer()],
    [
      'is said once',
      ['a', 'b'],
      answer('Sec-WebSocket-Protocol: b', 'X: 1', 'Sec-WebSocket-Protocol: b'),
      answer('Sec-WebSocket-Protocol: b', 'X: 1'),
    ],
  ] as const)('%s', ([, offered, before, after]) => {
    expect(editResponse(before, REPAIR, offered).text).toBe(after);
  });

  it('is the one that was chosen, if it was offered', () => {
    const rules = { ...NO_RULES, repairSubprotocol: { choice: 'b' } };
    expect(editResponse(answer(), rules, ['a', 'b']).text).toBe(named('b'));
    expect(editResponse(answer(), rules, ['a', 'c']).text).toBe(named('a'));
    expect(editResponse(named('a'), rules, ['a', 'b']).text).toBe(named('a'));
  });

  it('is left alone unless told', () => {
    expect(editResponse(answer(), NO_RULES, ['binary'])).toEqual({ text: answer(), edits: [] });
  });
});

it('reads what was offered over several lines', () => {
  const lines = ['Sec-WebSocket-Protocol: a, b', 'sec-websocket-protocol: c', 'Sec-WebSocket-Protocol:'];
  expect(offeredSubprotocols(request(...lines))).toEqual(['a', 'b', 'c']);
});
