import { setTimeout as wait } from 'node:timers/promises';
import type { Misbehaviour } from './misbehaviour.ts';
import { milliseconds } from './option-value.ts';

export const delay: Misbehaviour = {
  options: [
    {
      name: 'delay',
      value: milliseconds(),
      summary: 'Waits before it answers the opening handshake, whatever the answer is.',
    },
  ],
  configure: (settings) => ({
    beforeAnswer: (signal) => wait(settings.number('delay'), undefined, { signal }),
  }),
};
