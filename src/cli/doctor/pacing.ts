import { setTimeout } from 'node:timers/promises';
import { isLoopback } from '../../diagnosis/url-parts.ts';

/** Requests to one host begin at least this far apart, in milliseconds; those to this machine need not wait. */
const PACE = 1000;

interface Clock {
  readonly now: () => number;
  /** @throws the signal's reason when it is aborted */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

const CLOCK: Clock = {
  now: Date.now,
  wait: (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
};

/** Spaces out the requests to each host, whatever its port. */
export class Pacing {
  readonly #clock: Clock;
  /** When the next request to a host may begin. */
  readonly #next = new Map<string, number>();

  constructor(clock: Clock = CLOCK) {
    this.#clock = clock;
  }

  /** Resolves when `url` may be asked. Rejects with an AbortError when `signal` is aborted. */
  async turn(url: string, signal: AbortSignal): Promise<void> {
    if (isLoopback(url)) return;
    const { hostname } = new URL(url);
    const now = this.#clock.now();
    const turn = Math.max(this.#next.get(hostname) ?? 0, now);
    this.#next.set(hostname, turn + PACE);
    await this.#clock.wait(turn - now, signal);
  }
}
