import { describe, expect, it } from 'vitest';
import { parseQuery } from './parser.ts';
import { found as foundIn, type TestFrame } from './testing/found.ts';

const FRAMES: readonly TestFrame[] = [
  { payload: 'join Ada', isSent: true },
  { payload: 'welcome Ada' },
  { payload: 'move 1', isSent: true, isBinary: true },
  { payload: 'move 2', isBinary: true },
];
const found = (text: string) => foundIn(text, FRAMES);

describe('a query', () => {
  it('asks nothing where nothing is written', () => {
    expect(parseQuery('  ')).toEqual({ ok: true, query: null });
  });

  it('finds text whatever its letters, in text and binary', async () => {
    expect(await found('ada')).toEqual([0, 1]);
    expect(await found('MOVE')).toEqual([2, 3]);
    expect(await found('"join Ada"')).toEqual([0]);
    expect(await found('"ada join"')).toEqual([]);
    expect(await foundIn('ÄÖ', [{ payload: 'x äö' }, { payload: 'ao' }])).toEqual([0]);
  });

  it('wants all terms to hold, and turns around what has a minus', async () => {
    expect(await found('ada join')).toEqual([0]);
    expect(await found('ada -join')).toEqual([1]);
    expect(await found('-ada')).toEqual([2, 3]);
  });

  it('knows and, or, not, and brackets', async () => {
    expect(await found('join or welcome')).toEqual([0, 1]);
    expect(await found('ada and (join or welcome) not dir:out')).toEqual([1]);
    expect(await found('join OR move dir:in')).toEqual([0, 3]);
    expect(await found('-(ada or "move 1")')).toEqual([3]);
  });

  it('knows directions, types and lengths', async () => {
    expect(await found('dir:sent')).toEqual([0, 2]);
    expect(await found('dir:in type:binary')).toEqual([3]);
    expect(await found('-type:binary dir:out')).toEqual([0]);
    expect(await found('opcode:0x2')).toEqual([2, 3]);
    expect(await found('opcode:ping')).toEqual([]);
    expect(await found('size > 6')).toEqual([0, 1]);
    expect(await found('length:>=11')).toEqual([1]);
    expect(await found('length:6..8')).toEqual([0, 2, 3]);
    expect(await found('size=8 or size:..6')).toEqual([0, 2, 3]);
    expect(await found('size<0.5k')).toEqual([0, 1, 2, 3]);
  });

  it('matches regular expressions, slashes escaped, flags taken', async () => {
    expect(await found('/^move \\d$/')).toEqual([2, 3]);
    expect(await found('/ADA/i -/^welcome/')).toEqual([0]);
    expect(await found('(/^join/ or /2$/)')).toEqual([0, 3]);
  });

  it('finds bytes, with wildcards and at the ends', async () => {
    const frames = [
      { payload: Uint8Array.of(0x0a, 0x12, 0xff) },
      { payload: Uint8Array.of(1, 0x0a, 0x12, 0xff, 3) },
    ];
    expect(await foundIn('hex:0a??ff', frames)).toEqual([0, 1]);
    expect(await foundIn('hex:"0A 1? ff"', frames)).toEqual([0, 1]);
    expect(await foundIn('hex:^0a', frames)).toEqual([0]);
    expect(await foundIn('hex:^??0a', frames)).toEqual([1]);
    expect(await foundIn('hex:ff$', frames)).toEqual([0]);
    expect(await foundIn('hex:^0a12ff03$', frames)).toEqual([]);
  });

  it('knows connections by a part of their URL or by their number', async () => {
    const frames = [1, 2, 3].map((connection) => ({ payload: '', connection }));
    const connections = ['ws://a/lobby', 'ws://a/game', 'ws://b/game'].map((url, i) => ({
      id: i + 1,
      url,
      subprotocol: '',
    }));
    const of = (text: string) => foundIn(text, frames, undefined, connections);
    expect(await of('connection:/game')).toEqual([1, 2]);
    expect(await of('connection:"WS://a"')).toEqual([0, 1]);
    expect(await of('-connection:2')).toEqual([0, 2]);
  });
});

describe('decoded fields', () => {
  const frames: readonly TestFrame[] = [
    { payload: '{"op":"move","seq":7,"players":[{"id":1},{"id":7,"x":1.5}]}' },
    { payload: '{"op":"\\u006dove","seq":-2,"ok":true,"none":null,"a b":[[1],[2]]}', isSent: true },
    { payload: 'op move' },
    { payload: '[{"op":"leave","id":12345678901234567890}]', isBinary: true },
  ];
  const inFields = (text: string) => foundIn(text, frames);

  it('are compared, as JSON or as whatever decodes', async () => {
    for (const root of ['json', '$']) {
      expect(await inFields(`${root}.op == "move"`)).toEqual([0, 1]);
      expect(await inFields(`${root}.op=move`)).toEqual([0, 1]);
      expect(await inFields(`${root}.op != "move"`)).toEqual([]);
      expect(await inFields(`${root}.seq > 0`)).toEqual([0]);
      expect(await inFields(`${root}.seq<=-2`)).toEqual([1]);
      expect(await inFields(`${root}.players[*].id == 7`)).toEqual([0]);
      expect(await inFields(`${root}.players[-1].x >= 1.5`)).toEqual([0]);
      expect(await inFields(`${root}.players`)).toEqual([0]);
      expect(await inFields(`${root}..id`)).toEqual([0, 3]);
      expect(await inFields(`${root}[0].op ~ EAV`)).toEqual([3]);
      expect(await inFields(`${root}.op ~ /^m/`)).toEqual([0, 1]);
      expect(await inFields(`${root}.ok == true ${root}.none == null`)).toEqual([1]);
      expect(await inFields(`${root}["a b"][1][0] == 2`)).toEqual([1]);
      expect(await inFields(`${root}..id == 12345678901234567890`)).toEqual([3]);
      expect(await inFields(`${root}..id == 12345678901234567891`)).toEqual([]);
      expect(await inFields(`(${root}.op == "move" or ${root}[0].op == "leave") -dir:out`)).toEqual([0, 3]);
    }
  });
});

describe('times', () => {
  const start = new Date(2026, 10, 24, 12, 1, 6, 500).getTime();
  const frames = [0, 500, 1_000, 2_500, 3_500].map((ms) => ({ payload: '', time: start + ms }));
  const at = (text: string) => foundIn(text, frames, { now: start + 4_000, firstFrame: start });

  it('are those of the clock, each unit as a whole', async () => {
    expect(await at('time:12:01:07')).toEqual([1, 2]);
    expect(await at('time:12:01:07..12:01:09')).toEqual([1, 2, 3]);
    expect(await at('time:12:01')).toEqual([0, 1, 2, 3, 4]);
    expect(await at('since:12:01:07.5')).toEqual([2, 3, 4]);
    expect(await at('until:12:01:06')).toEqual([0]);
    expect(await at('time<12:01:07 or time>12:01:09')).toEqual([0, 4]);
    expect(await at('time:23:00..12:01:06')).toEqual([0]);
  });

  it('are counted from the first frame, or from now', async () => {
    expect(await at('time:+1s..+3s')).toEqual([2, 3]);
    expect(await at('time:+1s')).toEqual([2]);
    expect(await at('since:1.5s')).toEqual([3, 4]);
    expect(await at('until:-1m')).toEqual([]);
  });
});

describe('formats that the person chose', () => {
  it('are what fields are read by', async () => {
    const frames = [1, 2].map((type) => ({ payload: Uint8Array.of(type, 7), isSent: true }));
    const choice = { decoder: 'layout', option: 'mine' };
    const formats = [
      { type: 'binary', direction: 'sent', choice, schema: 'enum T : u8 { join = 1 } T type; u8 x;' },
    ] as const;
    const connections = [{ id: 1, url: 'ws://localhost/', subprotocol: '', formats }];
    expect(await foundIn('$.x == 7', frames, undefined, connections)).toEqual([0, 1]);
    expect(await foundIn('$.type == 1', frames, undefined, connections)).toEqual([0]);
    expect(await foundIn('$.x == 7', frames)).toEqual([]);
  });
});
