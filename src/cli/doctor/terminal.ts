import type { WriteStream } from 'node:tty';

/** Longest line of what a server sends, in characters. */
const LONGEST = 600;
/** Control characters, and those that turn the direction of what follows. */
const STEERING = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu;

/** A text in one line in which nothing can steer a terminal. */
export function printable(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return short.replace(
    STEERING,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly good: (text: string) => string;
  readonly odd: (text: string) => string;
  readonly bad: (text: string) => string;
}

/** Colours where a person looks on and did not ask for none (no-color.org). */
export function paintFor(stream: Pick<WriteStream, 'isTTY'>, environment: NodeJS.ProcessEnv): Paint {
  const isPlain = !stream.isTTY || Boolean(environment['NO_COLOR']) || environment['TERM'] === 'dumb';
  const paint = (on: number, off: number) => (text: string) =>
    isPlain ? text : `\u001b[${on}m${text}\u001b[${off}m`;
  return {
    bold: paint(1, 22),
    dim: paint(2, 22),
    good: paint(32, 39),
    odd: paint(33, 39),
    bad: paint(31, 39),
  };
}
