import { signal } from '@preact/signals';
import type { TesterSocket } from './tester-socket.ts';

/** Sends of one run at most. */
const MAX_REPEATS = 1_000_000;
/** Sends at once where no time lies between them, before the page gets a breath. */
const BURST = 500;

/** Sends one payload many times, until it is done or stopped, or the connection is not open any more. */
export function createRepeater() {
  const left = signal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    left.value = 0;
  };
  const start = (
    socket: TesterSocket,
    data: string | Uint8Array<ArrayBuffer>,
    times: number,
    every: number,
  ) => {
    stop();
    left.value = Math.min(times, MAX_REPEATS);
    const step = () => {
      for (let i = 0; i < (every === 0 ? BURST : 1) && left.value > 0; i++) {
        if (!socket.isOpen) return stop();
        socket.send(data);
        left.value--;
      }
      if (left.value > 0) timer = setTimeout(step, every);
    };
    step();
  };
  return { left, start, stop };
}
