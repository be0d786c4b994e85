import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrameChunk } from '../bridge/frame-chunk.ts';
import * as FrameFlag from '../bridge/frame-flag.ts';
import { FrameStore } from '../frame-store/frame-store.ts';
import { parseQuery } from './parse-query.ts';

/** Frames by their text; an arrow before it says that it was sent, a dot that it is binary. */
function storeOf(...frames: string[]): FrameStore {
  const store = new FrameStore();
  for (const frame of frames) {
    const bytes = new TextEncoder().encode(frame.replace(/^[>.]+/, ''));
    const flags = (frame.includes('>') ? FrameFlag.Sent : 0) | (frame.includes('.') ? FrameFlag.Binary : 0);
    const chunk: FrameChunk = {
      firstFrame: 0,
      count: 1,
      connection: Uint32Array.of(1),
      time: Float64Array.of(0),
      flags: Uint8Array.of(flags),
      length: Uint32Array.of(bytes.length),
      stored: Uint32Array.of(bytes.length),
      buffered: Uint32Array.of(0),
      bytes,
    };
    store.append(chunk, (connection) => connection, 0);
  }
  return store;
}

const store = storeOf('>join Ada', 'welcome Ada', '>.move 1', '.move 2');

function found(text: string): number[] {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  return [0, 1, 2, 3].filter((row) => parsed.query?.matches(store, row) ?? true);
}

function errorOf(text: string) {
  const parsed = parseQuery(text);
  return parsed.ok ? null : parsed.error;
}

describe('parseQuery', () => {
  it('asks nothing where nothing is written', () => {
    expect(parseQuery('  ')).toEqual({ ok: true, query: null });
  });

  it('finds text whatever its letters, in text and binary', () => {
    expect(found('ada')).toEqual([0, 1]);
    expect(found('MOVE')).toEqual([2, 3]);
    expect(found('"join Ada"')).toEqual([0]);
    expect(found('"ada join"')).toEqual([]);
  });

  it('wants all terms to hold, and turns around what has a minus', () => {
    expect(found('ada join')).toEqual([0]);
    expect(found('ada -join')).toEqual([1]);
    expect(found('-ada')).toEqual([2, 3]);
  });

  it('knows directions and types', () => {
    expect(found('dir:sent')).toEqual([0, 2]);
    expect(found('dir:in type:binary')).toEqual([3]);
    expect(found('-type:binary dir:out')).toEqual([0]);
    expect(errorOf('dir:up')).toEqual({ message: 'The direction is sent or received', start: 0, end: 6 });
    expect(errorOf('ada type:blob')?.start).toBe(4);
  });

  it('matches regular expressions, slashes escaped, flags taken', () => {
    expect(found('/^move \\d$/')).toEqual([2, 3]);
    expect(found('/ADA/i -/^welcome/')).toEqual([0]);
    expect(errorOf('/(/')?.message).toMatch(/^Invalid regular expression: /);
    expect(errorOf('/a/xyz')?.message).toMatch(/^Invalid regular expression: /);
  });

  it('leaves regular expressions to whoever can do them elsewhere, and waits for the answer', () => {
    let answer: boolean | null = null;
    const matches = (text: string) => {
      const parsed = parseQuery(text, () => () => answer);
      return parsed.ok ? parsed.query?.matches(store, 0) : undefined;
    };
    expect([
      matches('/slow/'),
      matches('-/slow/'),
      matches('/slow/ dir:sent'),
      matches('/slow/ dir:in'),
    ]).toEqual([null, null, null, false]);
    answer = true;
    expect([matches('/slow/'), matches('-/slow/')]).toEqual([true, false]);
  });

  it('marks the first text that it looks for', () => {
    const highlightOf = (text: string) => {
      const parsed = parseQuery(text);
      return parsed.ok ? parsed.query?.highlight : null;
    };
    expect('1+1=2'.replace(highlightOf('1+1') ?? '', '#')).toBe('#=2');
    expect('move 12'.replace(highlightOf('dir:sent /\\d/') ?? '', '#')).toBe('move ##');
    expect(highlightOf('-ada')).toBe(null);
    expect(highlightOf('/(a+)+$/')).toBe(null);
  });

  it('has an answer to everything that can be typed', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseQuery(text);
        if (!parsed.ok) expect(parsed.error.end).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
