import { describe, expect, it } from 'vitest';
import { TrafficSeries } from '../../../src/traffic/traffic-series.ts';
import { type Chart, CHARTS, describeChart, isEmpty, plotted } from './charts-data.ts';
import { withTimeRange } from './charts-range.ts';

const chart = (title: string): Chart => {
  const found = CHARTS.find((chart) => chart.title === title);
  if (!found) throw new Error(title);
  return found;
};

describe('charts', () => {
  const series = new TrafficSeries();
  series.addFrame(1_000, 'sent', 100, null);
  series.addFrame(1_100, 'sent', 300, 100);
  series.addFrame(1_300, 'received', 50, null);

  it('have values per second, and none where there was no frame', () => {
    expect(plotted(chart('Frames per second'), series)).toEqual([
      [1_000, 1_250],
      [8, 0],
      [0, 4],
    ]);
    expect(plotted(chart('Frame size'), series)).toEqual([
      [1_000, 1_250],
      [200, null],
      [null, 50],
      [300, 50],
    ]);
  });

  it('are empty where nothing was measured', () => {
    const latency = chart('Reply latency');
    expect(isEmpty(plotted(latency, series))).toBe(true);
    const answered = new TrafficSeries();
    answered.addLatency(1_000, 12);
    answered.addLatency(1_100, 16);
    expect(plotted(latency, answered)).toEqual([[1_000], [14], [16]]);
  });

  it('are said in words', () => {
    const frames = chart('Frames per second');
    expect(describeChart(frames, plotted(frames, series))).toBe(
      'Frames per second. sent: 0 to 8, on average 4; received: 0 to 4, on average 2.',
    );
    const gaps = chart('Time between frames');
    expect(describeChart(gaps, plotted(gaps, series))).toContain('received, mean: none');
  });
});

describe('a span of time in the filter', () => {
  const at = (...[minute, second, millisecond]: [number, number, number]) =>
    new Date(2026, 0, 2, 12, minute, second, millisecond).getTime();
  const span = { from: at(1, 7, 312), to: at(2, 0, 5) };

  it('comes beside what is there, and takes the place of another span', () => {
    expect(withTimeRange('', span)).toBe('time:12:01:07.312..12:02:00.005');
    expect(withTimeRange('dir:sent time:+1s..+2s move', span)).toBe(
      'dir:sent move time:12:01:07.312..12:02:00.005',
    );
    const either = withTimeRange('join or move', span);
    expect(either).toBe('(join or move) time:12:01:07.312..12:02:00.005');
    expect(withTimeRange(either, span)).toBe(either);
    expect(withTimeRange('time:12:01..12:02 move', null)).toBe('move');
    expect(withTimeRange('uptime:5', null)).toBe('uptime:5');
  });
});
