import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_BUCKETS, TrafficSeries } from './traffic-series.ts';

const buckets = ({ length }: TrafficSeries) => Array.from({ length }, (_, bucket) => bucket);

describe('a series of traffic', () => {
  it('tells both ways apart, bucket by bucket', () => {
    const series = new TrafficSeries();
    series.addFrame(1_000, 'sent', 10, null);
    series.addFrame(1_249, 'sent', 30, 249);
    series.addFrame(1_600, 'received', 5, null);
    series.addLatency(1_600, 351);
    expect([series.length, series.width, series.start(0)]).toEqual([3, 250, 1_000]);
    expect(buckets(series).map((bucket) => series.sent.lengths.sum(bucket))).toEqual([40, 0, 0]);
    expect([series.sent.lengths.mean(0), series.sent.lengths.greatest(0)]).toEqual([20, 30]);
    expect([series.sent.gaps.count(0), series.sent.gaps.mean(0)]).toEqual([1, 249]);
    expect(series.received.lengths.mean(0)).toBeNull();
    expect(series.received.lengths.count(2)).toBe(1);
    expect(series.latencies.greatest(2)).toBe(351);
  });

  it('takes what comes late, and what came before the first', () => {
    const series = new TrafficSeries();
    series.addFrame(2_000, 'sent', 1, null);
    series.addFrame(1_000, 'sent', 2, 0);
    expect([series.length, series.start(0)]).toEqual([5, 1_000]);
    expect([series.sent.lengths.sum(0), series.sent.lengths.sum(4)]).toEqual([2, 1]);
  });

  it('never has more buckets than it may, and loses nothing when it makes them wider', () => {
    const frames = fc.array(
      fc.record({
        time: fc.oneof(fc.integer({ min: 0, max: 5_000_000 }), fc.constant(-1e15), fc.constant(1e15)),
        length: fc.nat(1_000),
      }),
      { minLength: 1 },
    );
    fc.assert(
      fc.property(frames, (frames) => {
        const series = new TrafficSeries();
        for (const { time, length } of frames) series.addFrame(time, 'received', length, null);
        expect(series.length).toBeLessThanOrEqual(MAX_BUCKETS);
        for (const { time } of frames) {
          const bucket = buckets(series).findLast((bucket) => series.start(bucket) <= time) ?? -1;
          expect(series.received.lengths.count(bucket)).toBeGreaterThan(0);
        }
        const sum = (of: (bucket: number) => number) =>
          buckets(series).reduce((all, bucket) => all + of(bucket), 0);
        expect(sum((bucket) => series.received.lengths.count(bucket))).toBe(frames.length);
        expect(sum((bucket) => series.received.lengths.sum(bucket))).toBe(
          frames.reduce((all, { length }) => all + length, 0),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('leaves out times that are none', () => {
    const series = new TrafficSeries();
    series.addFrame(Number.NaN, 'sent', 1, null);
    series.addFrame(Infinity, 'sent', 1, null);
    expect(series.length).toBe(0);
  });
});
