import type { Misbehaviour, OutgoingFrame, SendFrame } from './misbehaviour.ts';
import { integer, milliseconds } from './option-value.ts';

export const latency: Misbehaviour = {
  options: [
    { name: 'latency', value: milliseconds(), summary: 'Holds every message back for this long.' },
    {
      name: 'jitter',
      value: milliseconds(),
      summary: 'Adds a random time up to this to each message; the order is kept.',
    },
    {
      name: 'seed',
      value: integer('<n>', 0, 2 ** 32 - 1),
      summary: 'Chooses the sequence of random times; it is the same on every run.',
      needs: 'jitter',
    },
  ],
  configure: (settings) => ({
    outgoing: (send, signal) => {
      const random = randomSequence(settings.number('seed', 1));
      const least = settings.number('latency');
      const spread = settings.number('jitter');
      return delayed(send, signal, () => least + random() * spread);
    },
  }),
};

interface Held {
  readonly due: number;
  readonly frame: OutgoingFrame;
  readonly written: () => void;
}

/** One timer for the oldest frame only: two timers of different lengths may fire in the wrong order. */
function delayed(send: SendFrame, signal: AbortSignal, milliseconds: () => number): SendFrame {
  const held: Held[] = [];
  let timer: NodeJS.Timeout | undefined;
  let lastDue = 0;

  function release(): void {
    timer = undefined;
    let sent = 0;
    for (const { due, frame, written } of held) {
      const remaining = due - performance.now();
      if (remaining > 0) {
        timer = setTimeout(release, remaining);
        break;
      }
      send(frame, written);
      sent += 1;
    }
    held.splice(0, sent);
  }

  signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  return (frame, written) => {
    lastDue = Math.max(lastDue, performance.now() + milliseconds());
    held.push({ due: lastDue, frame, written });
    if (timer === undefined) release();
  };
}

/** Mulberry32: a sequence of numbers in [0, 1) that depends on the seed alone. */
export function randomSequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
