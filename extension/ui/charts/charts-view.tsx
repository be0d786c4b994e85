import type { JSX } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { CHARTS, isEmpty, plotted } from './charts-data.ts';
import { Plot } from './charts-plot.tsx';
import { type TimeSpan, withTimeRange } from './charts-range.ts';
import { ChartsTable } from './charts-table.tsx';
import { ConnectionTotals } from './charts-totals.tsx';
import { useTraffic } from './charts-traffic.ts';
import './charts.css';
import { formatClock, formatDuration, formatNumberOf } from '../formatting.ts';
import type { WorkbenchState } from '../workbench/workbench-state.ts';

export interface ChartsViewProps {
  readonly state: WorkbenchState;
  /** Asked to show the list, which a selected span of time has filtered. */
  readonly onShowFrames: () => void;
}

/** The traffic over time, of one connection or of all, and what each connection carried. */
export function ChartsView({ state, onShowFrames }: ChartsViewProps): JSX.Element {
  const { session } = state;
  const connection = state.connection.value;
  const drawing = useTraffic(session.frames, connection, state.exchanges.index.value, state.version.value);
  const { traffic, isCounting } = drawing;
  const [span, setSpan] = useState<TimeSpan | null>(null);
  const theme = useTheme();
  const [element, width] = useWidth();
  const charts = useMemo(
    () =>
      CHARTS.map((chart) => ({ chart, data: plotted(chart, traffic.series) })).filter(
        ({ chart, data }) => !chart.isOptional || !isEmpty(data),
      ),
    [drawing],
  );
  const select = (chosen: TimeSpan | null) => {
    setSpan(chosen);
    const { filter } = state;
    filter.value = { ...filter.value, text: withTimeRange(filter.value.text, chosen) };
  };
  const connections =
    connection === null ? session.connections : session.connections.filter(({ id }) => id === connection);
  return (
    <div class="charts" ref={element}>
      {traffic.series.length === 0 ? (
        <p class="workbench-note">{isCounting ? 'Counting …' : 'No frames yet.'}</p>
      ) : (
        <>
          <p class="charts-span" aria-live="polite">
            {span ? (
              <>
                <span class="mono">
                  {formatClock(span.from)} – {formatClock(span.to)}
                </span>
                , {formatDuration(span.to - span.from)}: {formatNumberOf(state.rows.length, 'row')} in the
                list
                <button type="button" class="button" onClick={onShowFrames}>
                  Show frames
                </button>
                <button type="button" class="button quiet" onClick={() => select(null)}>
                  Clear
                </button>
              </>
            ) : (
              <span class="dim">
                Drag over a chart, or press Shift and an arrow key, to see the frames of a span of time.
                {isCounting && ' Counting …'}
              </span>
            )}
          </p>
          {width > 0 &&
            charts.map(({ chart, data }) => (
              <Plot
                key={`${chart.title} ${theme} ${connection}`}
                chart={chart}
                data={data}
                width={width}
                step={traffic.series.width}
                span={span}
                onSpan={select}
              />
            ))}
          <ConnectionTotals connections={connections} traffic={traffic} now={Date.now()} />
          <ChartsTable charts={charts} />
        </>
      )}
    </div>
  );
}

/** Changes with the colours, which a drawing does not follow by itself. */
function useTheme(): string {
  const forced = useMemo(() => matchMedia('(forced-colors: active)'), []);
  const read = () => `${document.documentElement.dataset['theme']} ${forced.matches}`;
  const [theme, setTheme] = useState(read);
  useLayoutEffect(() => {
    const follow = () => setTheme(read());
    const observer = new MutationObserver(follow);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    forced.addEventListener('change', follow);
    return () => {
      observer.disconnect();
      forced.removeEventListener('change', follow);
    };
  }, []);
  return theme;
}

/** Padding of the charts on both sides together, in CSS pixels. */
const PADDING = 16;

function useWidth() {
  const element = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const observer = new ResizeObserver(() => setWidth(Math.max(0, current.clientWidth - PADDING)));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return [element, width] as const;
}
