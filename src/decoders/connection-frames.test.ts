import { describe, expect, it } from 'vitest';
import { FramesByConnection } from './connection-frames.ts';

/** Two connections that take turns: even rows are of 1, odd ones of 2. */
const store = (firstRow: number, endRow: number) => ({
  firstRow,
  endRow,
  connection: (row: number) => (row % 2) + 1,
  direction: () => 'received' as const,
  type: () => 'binary' as const,
  time: (row: number) => row,
  length: () => 1,
  payload: (row: number) => Uint8Array.of(row),
  isPending: (row: number) => row === 4,
});

describe('FramesByConnection', () => {
  it('gives the frames around a row of its own connection', () => {
    const frames = new FramesByConnection(store(0, 200)).around(10);
    const rows = (list: readonly { readonly row: number }[]) => list.map(({ row }) => row);
    expect(rows(frames.first(3))).toEqual([0, 2, 6]);
    expect(rows(frames.first(100))).toEqual([0, 2, 6, 8, 10]);
    expect(rows(frames.before(3))).toEqual([8, 6, 2]);
    expect(rows(frames.between(2, 10))).toEqual([6, 8]);
    expect(rows(frames.between(-1, 2))).toEqual([0, 2]);
    expect(frames.between(20, 10)).toEqual([]);
    expect(frames.isFromStart).toBe(true);
  });

  it('knows when the beginning was dropped, and remembers what decoders left', () => {
    const rows = store(0, 200);
    const frames = new FramesByConnection(rows);
    frames.around(100).memory.set('mqtt', 5);
    rows.firstRow = 50;
    expect(frames.around(100)).toMatchObject({ isFromStart: false, memory: new Map([['mqtt', 5]]) });
    expect(frames.around(100).first(1)[0]?.row).toBe(50);
    expect(frames.around(101).memory.size).toBe(0);
  });
});
