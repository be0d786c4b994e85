import { closeCodeName } from '../../src/websocket/close-code.ts';

const counts = new Intl.NumberFormat('en-US');

export function formatCount(count: number): string {
  return counts.format(count);
}

/** "1 frame", "1,204 frames" */
export function formatNumberOf(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Bytes in the unit that leaves up to three digits. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_950) return `${(bytes / 1e3).toFixed(1)} kB`;
  if (bytes < 999_950_000) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(2)} GB`;
}

/** Time of day with milliseconds, in the person's time zone. */
export function formatClock(time: number): string {
  const date = new Date(time);
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join(':');
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** A span of time in the unit that suits it. */
export function formatDuration(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  if (size < 1) return `${milliseconds.toFixed(2)} ms`;
  if (size < 100) return `${milliseconds.toFixed(1)} ms`;
  if (size < 10_000) return `${Math.round(milliseconds)} ms`;
  if (size < 120_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}

export function formatCloseCode(code: number): string {
  return `${code} (${closeCodeName(code)})`;
}
