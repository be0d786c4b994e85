import { setTimeout as wait } from 'node:timers/promises';
import { isLoopback } from '../../diagnosis/url-parts.ts';

/** Requests to one host begin at least this far apart, in milliseconds; those to this machine need not wait. */
const PACE = 1000;

/** Spaces out the requests to each host, whatever its port. */
export class Pacing {
  /** When the next request to a host may begin. */
  readonly #next = new Map<string, number>();

  /** Resolves when `url` may be asked. Rejects with an AbortError when `signal` is aborted. */
  async turn(url: string, signal: AbortSignal): Promise<void> {
    if (isLoopback(url)) return;
    const { hostname } = new URL(url);
    const turn = Math.max(this.#next.get(hostname) ?? 0, Date.now());
    this.#next.set(hostname, turn + PACE);
    await wait(turn - Date.now(), undefined, { signal });
  }
}
