import type { TrafficSeries } from '../../../src/traffic/traffic-series.ts';
import { formatBytes, formatCount, formatDuration } from '../formatting.ts';

/** A line of a chart. */
export interface Line {
  readonly label: string;
  /** Name of the colour in the theme. */
  readonly color: '--sent' | '--received' | '--accent' | '--number';
  /** Tells lines apart where colours do not. */
  readonly isDashed: boolean;
  /** The value of a bucket; `null` where there is none. */
  readonly valueOf: (series: TrafficSeries, bucket: number) => number | null;
}

export interface Chart {
  readonly title: string;
  readonly format: (value: number) => string;
  readonly lines: readonly Line[];
  /** Left out of the page where there is nothing to draw. */
  readonly isOptional?: boolean;
}

const perSecond = (value: number, { width }: TrafficSeries) => (value * 1000) / width;

/** What is drawn over time, one below the other. */
export const CHARTS: readonly Chart[] = [
  {
    title: 'Frames per second',
    format: (value) => formatCount(Math.round(value * 10) / 10),
    lines: bothWays((series, bucket, way) => perSecond(series[way].lengths.count(bucket), series)),
  },
  {
    title: 'Bytes per second',
    format: (value) => formatBytes(Math.round(value)),
    lines: bothWays((series, bucket, way) => perSecond(series[way].lengths.sum(bucket), series)),
  },
  {
    title: 'Frame size',
    format: (value) => formatBytes(Math.round(value)),
    lines: [
      ...bothWays((series, bucket, way) => series[way].lengths.mean(bucket), ', mean'),
      greatest('largest', (series, bucket) =>
        larger(series.sent.lengths.greatest(bucket), series.received.lengths.greatest(bucket)),
      ),
    ],
  },
  {
    title: 'Time between frames',
    format: formatDuration,
    lines: [
      ...bothWays((series, bucket, way) => series[way].gaps.mean(bucket), ', mean'),
      greatest('longest', (series, bucket) =>
        larger(series.sent.gaps.greatest(bucket), series.received.gaps.greatest(bucket)),
      ),
    ],
  },
  {
    title: 'Reply latency',
    format: formatDuration,
    isOptional: true,
    lines: [
      {
        label: 'mean',
        color: '--number',
        isDashed: true,
        valueOf: (series, bucket) => series.latencies.mean(bucket),
      },
      greatest('longest', (series, bucket) => series.latencies.greatest(bucket)),
    ],
  },
];

function bothWays(
  valueOf: (series: TrafficSeries, bucket: number, way: 'sent' | 'received') => number | null,
  suffix = '',
): Line[] {
  return (['sent', 'received'] as const).map((way) => ({
    label: way + suffix,
    color: `--${way}`,
    isDashed: way === 'sent',
    valueOf: (series, bucket) => valueOf(series, bucket, way),
  }));
}

function greatest(label: string, valueOf: Line['valueOf']): Line {
  return { label, color: '--accent', isDashed: false, valueOf };
}

function larger(one: number | null, other: number | null): number | null {
  if (one === null) return other;
  return other === null ? one : Math.max(one, other);
}

/** Times in milliseconds since the Unix epoch, and the values of each line. */
export type Plotted = [times: number[], ...values: (number | null)[][]];

export function plotted(chart: Chart, series: TrafficSeries): Plotted {
  const buckets = Array.from({ length: series.length }, (_, bucket) => bucket);
  return [
    buckets.map((bucket) => series.start(bucket)),
    ...chart.lines.map(({ valueOf }) => buckets.map((bucket) => valueOf(series, bucket))),
  ];
}

export function isEmpty([, ...values]: Plotted): boolean {
  return values.every((line) => line.every((value) => value === null));
}

/** The least, the mean and the greatest of each line in words: `sent 0 to 60, on average 30`. */
export function describeChart(chart: Chart, [, ...values]: Plotted): string {
  const lines = chart.lines.map(({ label }, i) => {
    const known = (values[i] ?? []).filter((value) => value !== null);
    if (known.length === 0) return `${label}: none`;
    const least = known.reduce((a, b) => Math.min(a, b), Infinity);
    const most = known.reduce((a, b) => Math.max(a, b), -Infinity);
    const mean = known.reduce((a, b) => a + b, 0) / known.length;
    const { format } = chart;
    return `${label}: ${format(least)} to ${format(most)}, on average ${format(mean)}`;
  });
  return `${chart.title}. ${lines.join('; ')}.`;
}
