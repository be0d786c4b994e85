import { describe, expect, it } from 'vitest';
import documentation from '../../docs/query-language.md?raw';
import { found, type TestFrame } from './testing/found.ts';

/** The cells of the rows of tables whose first cell matches. */
function rowsWith(first: RegExp): string[][] {
  return documentation
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .split(/(?<!\\)\|/)
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('\\|', '|')),
    )
    .filter(([cell = '']) => first.test(cell));
}

const code = (cell = '') => cell.replace(/^`|`$/g, '');
const time = (clock = '') => new Date(`2026-11-24T${clock}`).getTime();

const connections = ['lobby', 'game'].map((name, i) => ({
  id: i + 1,
  url: `ws://localhost:9999/${name}`,
  subprotocol: '',
}));
const frames = rowsWith(/^\d$/).map(
  ([, direction, clock, type, url, payload]): TestFrame => ({
    isSent: direction === 'out',
    time: time(clock),
    isBinary: type === 'binary',
    connection: connections.find((connection) => connection.url === code(url))?.id ?? 0,
    payload:
      type === 'text'
        ? code(payload)
        : Uint8Array.from(code(payload).split(' '), (byte) => Number.parseInt(byte, 16)),
  }),
);
const base = { now: time('12:01:10.000'), firstFrame: time('12:01:06.500') };

describe('docs/query-language.md', () => {
  it.each(rowsWith(/^`/).map(([query, finds]) => [code(query), finds]))(
    '%s finds %s',
    async (query, finds) => {
      const rows = await found(query ?? '', frames, base, connections);
      expect(rows.map((row) => row + 1).join(', ')).toBe(finds);
    },
  );

  it('has its frames and examples in tables that are found here', () => {
    expect(frames).toHaveLength(6);
    expect(rowsWith(/^`/).length).toBeGreaterThan(25);
  });
});
