import { describe, expect, it } from 'vitest';
import { FrameFlag } from '../bridge/frame-chunk.ts';
import { FrameStore } from '../frame-store/frame-store.ts';
import { parseQuery } from './parse-query.ts';

/** A store with one frame. */
function storeOf(payload: string | Uint8Array, flags = 0): FrameStore {
  const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
  const store = new FrameStore();
  store.append(
    {
      firstFrame: 0,
      count: 1,
      connection: Uint32Array.of(1),
      time: Float64Array.of(0),
      flags: Uint8Array.of(flags),
      length: Uint32Array.of(bytes.length),
      stored: Uint32Array.of(bytes.length),
      buffered: Uint32Array.of(0),
      bytes,
    },
    (connection) => connection,
    0,
  );
  return store;
}

function isMatch(text: string, store: FrameStore): boolean {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return parsed.query?.matches(store, 0) ?? true;
}

function errorOf(text: string) {
  const parsed = parseQuery(text);
  return parsed.ok ? null : parsed.error;
}

describe('a query', () => {
  const join = storeOf('{"op":"join","name":"Ünal Kaya"}', FrameFlag.Sent);

  it.each([
    ['JOIN', true],
    ['leave', false],
    ['ünal', true],
    ['"unal kaya"', false],
    ['"ünal kaya"', true],
    ['"ünal kaya', true],
    ['op kaya', true],
    ['op leave', false],
    ['-leave', true],
    ['-join', false],
    ['/jo.n/', true],
    ['/JO.N/', false],
    ['/JO.N/i', true],
    ['/^\\{.*\\}$/', true],
    ['-/jo.n/', false],
    ['dir:sent', true],
    ['dir:out', true],
    ['dir:in', false],
    ['-dir:received', true],
    ['type:text', true],
    ['type:binary', false],
    ['"dir:sent"', false],
    ['dir:sent type:text join', true],
    ['-', false],
    ['.*', false],
  ])('%s on a sent text frame: %s', (text, expected) => {
    expect(isMatch(text, join)).toBe(expected);
  });

  it.each(['', '   '])('of %j asks nothing', (text) => {
    expect(parseQuery(text)).toEqual({ ok: true, query: null });
  });

  it('looks into binary payloads as UTF-8', () => {
    const binary = storeOf(Uint8Array.of(0xff, 0x6f, 0x70, 0x00), FrameFlag.Binary);
    expect(isMatch('op type:binary', binary)).toBe(true);
  });

  it('gives the same answer to the same frame each time, whatever the flags', () => {
    const parsed = parseQuery('/o/gy');
    const matches = () => parsed.ok && parsed.query?.matches(storeOf('o'), 0);
    expect([matches(), matches()]).toEqual([true, true]);
  });

  it('marks the first text it looks for, taken literally', () => {
    const parsed = parseQuery('-no dir:sent a.b?');
    const highlight = parsed.ok ? parsed.query?.highlight : null;
    expect('A.B? aXb'.match(highlight ?? /$^/)).toEqual(['A.B?']);
  });

  it('says where a regular expression is invalid', () => {
    expect(errorOf('join -/(/')).toMatchObject({ start: 6, end: 9 });
    expect(errorOf('/a/xq')?.message).toMatch(/^Invalid regular expression: .*flags/i);
  });

  it.each(['dir:up', 'dir:', 'dir:constructor', 'type:json', 'type:toString'])('refuses %s', (text) => {
    expect(errorOf(text)).toMatchObject({ start: 0, end: text.length });
  });
});
