import { describe, expect, it } from 'vitest';
import * as FrameFlag from '../bridge/frame-flag.ts';
import { FrameStore } from '../frame-store/frame-store.ts';
import { Traffic } from './traffic.ts';

/** Appends frames of two connections by turns, ten milliseconds apart, the first of each sent. */
function append(store: FrameStore, count: number, start = 0): void {
  const length = Uint32Array.from({ length: count }, (_, i) => i + 1);
  store.append(
    {
      count,
      connection: Uint32Array.from(length, (_, i) => (i % 2) + 1),
      time: Float64Array.from(length, (_, i) => start + i * 10),
      flags: Uint8Array.from(length, (_, i) => (i < 2 ? FrameFlag.Sent : 0)),
      length,
      stored: new Uint32Array(count),
      buffered: new Uint32Array(count),
      bytes: new Uint8Array(0),
    },
    (connection) => connection,
    1_000_000,
  );
}

const framesOf = ({ series }: Traffic) => {
  let frames = 0;
  for (let i = 0; i < series.length; i++)
    frames += series.sent.lengths.count(i) + series.received.lengths.count(i);
  return frames;
};

describe('the traffic of a store', () => {
  it('is gathered as the store grows', () => {
    const store = new FrameStore();
    const traffic = new Traffic(store, null);
    append(store, 6);
    store.appendMarker({ kind: 'lost', count: 1 }, 1_000_060);
    expect(traffic.advance(Infinity)).toBe(true);
    expect(framesOf(traffic)).toBe(6);
    append(store, 4, 100);
    traffic.advance(Infinity);
    expect(framesOf(traffic)).toBe(10);
    expect(traffic.of(1)).toMatchObject({ first: 1_000_000, largestSent: 1, largestReceived: 5 });
    expect(traffic.of(3)).toBeUndefined();
  });

  it('measures gaps within a connection and a direction', () => {
    const store = new FrameStore();
    append(store, 6);
    const traffic = new Traffic(store, 1);
    traffic.advance(Infinity);
    const { sent, received } = traffic.series;
    expect(framesOf(traffic)).toBe(3);
    expect([sent.gaps.count(0), received.gaps.count(0), received.gaps.mean(0)]).toEqual([0, 1, 20]);
  });

  it('takes in how long replies took, once they are known', () => {
    const store = new FrameStore();
    append(store, 6);
    const traffic = new Traffic(store, null);
    const replies = { end: 2, partnerOf: (row: number) => ({ isReply: row % 2 === 1, latency: row * 100 }) };
    expect(traffic.advance(Infinity, replies)).toBe(true);
    expect(traffic.series.latencies.mean(0)).toBe(100);
    traffic.advance(Infinity, { ...replies, end: 6 });
    expect([traffic.series.latencies.count(0), traffic.series.latencies.greatest(0)]).toEqual([3, 500]);
  });

  it('stops when its time is over, and goes on from there', () => {
    const store = new FrameStore();
    append(store, 5_000);
    const traffic = new Traffic(store, null);
    let rounds = 1;
    while (!traffic.advance(0)) rounds++;
    expect(rounds).toBeGreaterThan(1);
    expect(framesOf(traffic)).toBe(5_000);
  });

  it('knows when the store was emptied', () => {
    const store = new FrameStore();
    append(store, 5);
    const traffic = new Traffic(store, null);
    traffic.advance(Infinity);
    expect(traffic.isOutdated).toBe(false);
    store.clear();
    expect(traffic.isOutdated).toBe(true);
    append(store, 5);
    expect(traffic.isOutdated).toBe(true);
    store.undoClear();
    expect(traffic.isOutdated).toBe(false);
  });
});
