import { parseQuery } from '../../../src/query/parser.ts';
import { formatClock } from '../formatting.ts';

/** Milliseconds since the Unix epoch, both ends included. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** A time range as a query has it, and the space before it. */
const TIME_TERM = /(?:^|\s+)time:\S+/g;

/** The filter text that shows what came in a span of time; a range that it had before goes. */
export function withTimeRange(filter: string, span: TimeSpan | null): string {
  const rest = filter.replace(TIME_TERM, '').trim();
  if (!span) return rest;
  const term = `time:${formatClock(span.from)}..${formatClock(span.to)}`;
  if (rest === '') return term;
  const both = parseQuery(`${rest} ${term}`);
  // Beside an "or", the range would only go with its last part.
  return both.ok && both.query?.kind === 'or' ? `(${rest}) ${term}` : `${rest} ${term}`;
}
