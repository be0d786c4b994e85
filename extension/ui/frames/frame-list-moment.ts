const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, min: 60_000, h: 3_600_000 };
const DAY = 24 * 3_600_000;

/**
 * Reads what a person wrote for a moment: a time of day in their time zone, `14:07`, `14:07:31.5`; a span from the
 * first frame, `+90s`, `+1500ms`, `+2m`, where a bare number means seconds; or a date with a time as ISO 8601 has it.
 * @param first and `last`: between which times of day are looked for, in milliseconds since the Unix epoch
 * @returns milliseconds since the Unix epoch; `null` where it is none of these
 */
export function parseMoment(text: string, first: number, last: number): number | null {
  const written = text.trim();
  const span = /^\+\s*(\d+(?:\.\d+)?)\s*(ms|s|min|m|h)?$/.exec(written);
  if (span) return first + Number(span[1]) * (UNITS[span[2] ?? 's'] ?? 1_000);
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d+)?)?$/.exec(written);
  if (!clock) {
    const date = /^\d{4}-\d{2}-\d{2}[T ]/.test(written) ? Date.parse(written.replace(' ', 'T')) : Number.NaN;
    return Number.isNaN(date) ? null : date;
  }
  const [hours, minutes, seconds] = [clock[1], clock[2], clock[3]].map((part) => Number(part ?? 0));
  if (hours === undefined || minutes === undefined || seconds === undefined) return null;
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  const midnight = new Date(first).setHours(0, 0, 0, 0);
  const time = midnight + ((hours * 60 + minutes) * 60 + seconds) * 1_000 + Number(clock[4] ?? 0) * 1_000;
  // Recorded past midnight, an early time of day is of the next day.
  return time < first && time + DAY <= last ? time + DAY : time;
}
