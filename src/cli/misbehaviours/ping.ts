import type { Misbehaviour } from './misbehaviour.ts';
import { milliseconds } from './option-value.ts';

/** A missing pong has no consequence: some native clients never answer a ping. */
export const ping: Misbehaviour = {
  options: [
    {
      name: 'ping',
      value: milliseconds(1),
      summary: 'Sends a ping frame at this interval; its payload is its number, from 1.',
    },
  ],
  configure: (settings) => ({
    opened: ({ socket, signal }) => {
      let count = 0;
      const timer = setInterval(() => {
        count += 1;
        if (socket.readyState === socket.OPEN) socket.ping(String(count));
      }, settings.number('ping'));
      signal.addEventListener('abort', () => clearInterval(timer), { once: true });
    },
  }),
};
