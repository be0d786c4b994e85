import { describe, expect, it } from 'vitest';
import { parseMoment } from './frame-list-moment.ts';

const FIRST = new Date(2026, 10, 24, 22, 30, 15, 250).getTime();
const LAST = new Date(2026, 10, 25, 1, 0).getTime();
const at = (day: number, ...time: number[]) => {
  const [hours = 0, minutes = 0, seconds = 0, milliseconds = 0] = time;
  return new Date(2026, 10, day, hours, minutes, seconds, milliseconds).getTime();
};

describe('a moment that a person wrote', () => {
  it.for([
    ['22:31', at(24, 22, 31)],
    [' 23:00:01.5 ', at(24, 23, 0, 1, 500)],
    ['0:15:00', at(25, 0, 15)],
    ['9:00', at(24, 9)],
    ['+90s', FIRST + 90_000],
    ['+1.5', FIRST + 1_500],
    ['+ 250 ms', FIRST + 250],
    ['+2m', FIRST + 120_000],
    ['2026-11-24T22:31:00', at(24, 22, 31)],
    ['2026-11-24 22:31:00', at(24, 22, 31)],
  ] as const)('%s', ([text, time]) => {
    expect(parseMoment(text, FIRST, LAST)).toBe(time);
  });

  it.for(['', 'noon', '25:00', '22:60', '22:31:60', '12', '+', '+1x', '2026-11-24', '2026-99-99T00:00'])(
    'is none in “%s”',
    (text) => {
      expect(parseMoment(text, FIRST, LAST)).toBeNull();
    },
  );
});
