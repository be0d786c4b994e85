import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Chart, Plotted } from './charts-data.ts';
import { formatClock } from '../formatting.ts';

/** Rows of the table at most; each stands for as many buckets as that takes. */
const ROWS = 60;

export interface ChartsTableProps {
  readonly charts: readonly { readonly chart: Chart; readonly data: Plotted }[];
}

/** What the charts draw, to be read. */
export function ChartsTable({ charts }: ChartsTableProps): JSX.Element {
  const [isOpen, setIsOpen] = useState(false);
  const times = charts[0]?.data[0] ?? [];
  const step = Math.max(1, Math.ceil(times.length / ROWS));
  const starts = isOpen ? times.filter((_, i) => i % step === 0) : [];
  return (
    <details class="charts-table" onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>The same as a table</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            {charts.flatMap(({ chart }) =>
              chart.lines.map(({ label }) => (
                <th key={chart.title + label} scope="col">
                  {chart.title}, {label}
                </th>
              )),
            )}
          </tr>
        </thead>
        <tbody>
          {starts.map((time, row) => (
            <tr key={time}>
              <th scope="row">{formatClock(time)}</th>
              {charts.flatMap(({ chart, data: [, ...lines] }) =>
                lines.map((values, i) => {
                  const value = mean(values.slice(row * step, (row + 1) * step));
                  return (
                    <td key={chart.title + (chart.lines[i]?.label ?? '')}>
                      {value === null ? '–' : chart.format(value)}
                    </td>
                  );
                }),
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {step > 1 && <p class="dim">Each row is the mean of {step} points of the charts.</p>}
    </details>
  );
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0) / known.length;
}
