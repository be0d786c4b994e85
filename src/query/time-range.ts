import { Misreading } from './span.ts';

/**
 * A point in time: by the clock of the person's time zone on any day, after the first frame, or before the query was
 * written. In milliseconds.
 */
export interface TimePoint {
  readonly base: 'day' | 'first' | 'ago';
  readonly at: number;
}

/** From `from` up to, but not with, `to`. By the clock, a range may go over midnight. */
export interface TimeRange {
  readonly from: TimePoint | null;
  readonly to: TimePoint | null;
}

/** What a range is counted from, in milliseconds since the Unix epoch. */
export interface TimeBase {
  readonly now: number;
  readonly firstFrame: number;
}

interface Written {
  readonly point: TimePoint;
  /** How exactly it was written: `12:01` is a whole minute, `+5s` a whole second. */
  readonly unit: number;
}

const EXPECTED = 'A time is 12:01, 12:01:07.5, +5s after the first frame, or 30s ago.';
const CLOCK = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,3}))?)?$/;
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|s|min|m|h))+$/;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 };

export type TimeOperator = 'in' | 'since' | 'until' | '<' | '<=' | '>' | '>=';

/**
 * Reads a point or, for `in`, two with `..` between.
 * @param at where the text stands in the query
 * @throws {Misreading}
 */
export function parseTimeRange(operator: TimeOperator, text: string, at: number): TimeRange {
  const dots = operator === 'in' ? text.indexOf('..') : -1;
  if (dots < 0) {
    const written = parseTime(text, at);
    const { point } = written;
    const next = endOf(written);
    switch (operator) {
      case 'in':
        // Nobody asks for the one moment that was 30 seconds ago.
        return { from: point, to: point.base === 'ago' ? null : later(point, written.unit) };
      case 'since':
      case '>=':
        return { from: point, to: null };
      case '>':
        return { from: next, to: null };
      case 'until':
      case '<=':
        return { from: null, to: next };
      case '<':
        return { from: null, to: point };
    }
  }
  const start = text.slice(0, dots);
  const end = text.slice(dots + 2);
  if (start === '' && end === '') throw new Misreading(EXPECTED, { start: at, end: at + text.length });
  const last = end === '' ? null : parseTime(end, at + dots + 2);
  return {
    from: start === '' ? null : parseTime(start, at).point,
    to: last && endOf(last),
  };
}

function parseTime(text: string, at: number): Written {
  const clock = CLOCK.exec(text);
  if (clock) {
    const [, hours, minutes, seconds, fraction] = clock;
    const milliseconds = Number((fraction ?? '').padEnd(3, '0'));
    const time = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds ?? 0)) * 1000 + milliseconds;
    const unit =
      fraction === undefined ? (seconds === undefined ? 60_000 : 1000) : 10 ** (3 - fraction.length);
    return { point: { base: 'day', at: time }, unit };
  }
  const isAfterFirst = text.startsWith('+');
  const duration = text.replace(/^[+-]/, '');
  if (text.length > 40 || !DURATION.test(duration)) {
    throw new Misreading(EXPECTED, { start: at, end: at + text.length });
  }
  let sum = 0;
  let unit = 1;
  for (const [, amount, name = ''] of duration.matchAll(/([\d.]+)(ms|s|min|m|h)/g)) {
    unit = UNITS[name] ?? 1;
    sum += Number(amount) * unit;
  }
  return { point: { base: isAfterFirst ? 'first' : 'ago', at: sum }, unit };
}

/** A clock's minute or second is meant as a whole, a span of time ends where it ends. */
function endOf({ point, unit }: Written): TimePoint {
  return point.base === 'day' ? later(point, unit) : point;
}

function later(point: TimePoint, by: number): TimePoint {
  return { base: point.base, at: point.at + by };
}

/** Whether times, in milliseconds since the Unix epoch, are within a range. */
export function timeTest({ from, to }: TimeRange, base: TimeBase): (time: number) => boolean {
  if (from?.base === 'day' && to?.base === 'day' && from.at >= to.at) {
    const clock = clockTest();
    return (time) => clock(time) >= from.at || clock(time) < to.at;
  }
  const isAfter = from ? sinceTest(from, base) : () => true;
  const isNotBefore = to ? sinceTest(to, base) : () => false;
  return (time) => isAfter(time) && !isNotBefore(time);
}

function sinceTest(point: TimePoint, base: TimeBase): (time: number) => boolean {
  if (point.base === 'day') {
    const clock = clockTest();
    return (time) => clock(time) >= point.at;
  }
  const since = point.base === 'first' ? base.firstFrame + point.at : base.now - point.at;
  return (time) => time >= since;
}

/** No time zone changes its offset within a quarter of an hour. */
const QUARTER = 15 * 60_000;

/** @returns what gives the milliseconds since midnight of a time, fast for times that are close to each other */
function clockTest(): (time: number) => number {
  let begin = Number.NaN;
  let clock = 0;
  return (time) => {
    if (!(time >= begin && time < begin + QUARTER)) {
      begin = Math.floor(time / QUARTER) * QUARTER;
      const date = new Date(begin);
      clock = (date.getHours() * 60 + date.getMinutes()) * 60_000 + date.getSeconds() * 1000;
    }
    return clock + (time - begin);
  };
}
