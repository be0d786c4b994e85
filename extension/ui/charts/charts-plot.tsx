import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { type Chart, describeChart, type Line, type Plotted } from './charts-data.ts';
import type { TimeSpan } from './charts-range.ts';
import { formatClock } from '../formatting.ts';

const HEIGHT = 110;
/** Charts with the same key show cursor and selection of each other. */
const SYNC = 'traffic';

export interface PlotProps {
  readonly chart: Chart;
  readonly data: Plotted;
  /** Of the drawing, in CSS pixels. */
  readonly width: number;
  /** Of a point, in milliseconds. */
  readonly step: number;
  readonly span: TimeSpan | null;
  readonly onSpan: (span: TimeSpan | null) => void;
}

/** One chart over time. Dragging, or arrow keys with Shift, selects a span of time. */
export function Plot({ chart, data, width, step, span, onSpan }: PlotProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const [cursor, setCursor] = useState<number | null>(null);
  const [anchor, setAnchor] = useState<number | null>(null);
  const times = data[0];
  const told = useRef(onSpan);
  told.current = onSpan;

  useLayoutEffect(() => {
    if (!place.current) return undefined;
    const made = new uPlot(
      optionsOf(chart, width, (span) => told.current(span)),
      data,
      place.current,
    );
    plot.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    const { current } = plot;
    if (!current) return;
    if (current.width !== width) current.setSize({ width, height: HEIGHT });
    if (current.data !== data) current.setData(data);
    showSpan(current, span);
  }, [data, width, span]);

  const moveTo = (index: number, isExtending: boolean) => {
    const at = Math.max(0, Math.min(index, times.length - 1));
    const time = times[at];
    if (time === undefined) return;
    const from = isExtending ? (anchor ?? cursor ?? time) : null;
    setCursor(time);
    setAnchor(from);
    plot.current?.setCursor({ left: plot.current.valToPos(time, 'x'), top: 0 });
    if (from !== null) onSpan({ from: Math.min(from, time), to: Math.max(from, time) + step });
  };
  const index = cursor === null ? times.length - 1 : nearest(times, cursor);
  const onKeyDown = (event: KeyboardEvent) => {
    const target = {
      ArrowLeft: index - 1,
      ArrowRight: index + 1,
      PageUp: index - 20,
      PageDown: index + 20,
      Home: 0,
      End: times.length - 1,
    }[event.key];
    if (target !== undefined) moveTo(target, event.shiftKey);
    else if (event.key === 'Escape' && span) onSpan(null);
    else return;
    event.preventDefault();
  };
  const shown = chart.lines.map(({ label }, i) => {
    const value = data[i + 1]?.[index];
    return `${label} ${value === null || value === undefined ? 'none' : chart.format(value)}`;
  });
  return (
    <section class="chart">
      <h3>{chart.title}</h3>
      <p class="visually-hidden">{describeChart(chart, data)}</p>
      <div
        ref={place}
        role="slider"
        aria-label={`${chart.title}, time`}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, times.length - 1)}
        aria-valuenow={index}
        aria-valuetext={`${formatClock(times[index] ?? 0)}: ${shown.join(', ')}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      />
    </section>
  );
}

function optionsOf(chart: Chart, width: number, onSpan: (span: TimeSpan | null) => void): uPlot.Options {
  const quiet = { stroke: colorOf('--text-dim'), grid: { stroke: colorOf('--border'), width: 1 } };
  const font = '11px system-ui, sans-serif';
  return {
    width,
    height: HEIGHT,
    ms: 1,
    padding: [8, 28, 0, 0],
    scales: { y: { range: (_, __, max) => [0, max > 0 ? max * 1.05 : 1] } },
    axes: [
      {
        ...quiet,
        font,
        size: 22,
        gap: 3,
        values: (_, splits, __, ___, step) => splits.map((time) => clock(time, step)),
      },
      { ...quiet, font, size: 70, gap: 3, values: (_, splits) => splits.map(chart.format) },
    ],
    series: [
      { label: 'Time', value: (_, time: number | null) => (time === null ? '' : formatClock(time)) },
      ...chart.lines.map((line) => seriesOf(line, chart)),
    ],
    cursor: {
      y: false,
      sync: { key: SYNC, scales: ['x', null] },
      drag: { x: true, y: false, setScale: false },
    },
    hooks: {
      setSelect: [
        (plot) => {
          const { left, width } = plot.select;
          if (width > 0) onSpan({ from: plot.posToVal(left, 'x'), to: plot.posToVal(left + width, 'x') });
        },
      ],
    },
  };
}

/** A time no more exact than it takes to tell it from the next, which is a step of milliseconds later. */
function clock(time: number, step: number): string {
  return formatClock(time).slice(0, step < 100 ? 12 : step < 1000 ? 10 : 8);
}

function seriesOf({ label, color, isDashed }: Line, { format }: Chart): uPlot.Series {
  return {
    label,
    stroke: colorOf(color),
    width: 1.5,
    ...(isDashed && { dash: [5, 3] }),
    spanGaps: true,
    points: { size: 4 },
    value: (_, value: number | null) => (value === null ? '–' : format(value)),
  };
}

/** A canvas knows no custom properties. In forced colours all lines are alike; their dashes and labels differ. */
function colorOf(name: string): string {
  if (matchMedia('(forced-colors: active)').matches) return 'CanvasText';
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

function showSpan(plot: uPlot, span: TimeSpan | null): void {
  const left = span ? plot.valToPos(span.from, 'x') : 0;
  const right = span ? plot.valToPos(span.to, 'x') : 0;
  const height = plot.over.clientHeight;
  plot.setSelect({ left, top: 0, width: Math.max(span ? 2 : 0, right - left), height }, false);
}

function nearest(times: readonly number[], time: number): number {
  const after = times.findIndex((each) => each >= time);
  return after < 0 ? times.length - 1 : after;
}
