import type { Attempt, AttemptResult } from '../../src/bridge/attempt.ts';
import { makeAttempt } from '../probing/make-attempt.ts';

/** What one panel wants to be tried with the origin of this document. */
export class Attempts {
  readonly #running = new Map<number, AbortController>();
  readonly #tell: (attempt: number, result: AttemptResult) => void;

  constructor(tell: (attempt: number, result: AttemptResult) => void) {
    this.#tell = tell;
  }

  async make(attempt: number, what: Attempt): Promise<void> {
    const controller = new AbortController();
    this.#running.set(attempt, controller);
    try {
      this.#tell(attempt, await makeAttempt(what, 'opaque', controller.signal));
    } catch (error) {
      // Nobody waits for one that was given up.
      if (!controller.signal.aborted) throw error;
    } finally {
      this.#running.delete(attempt);
    }
  }

  giveUp(attempt: number): void {
    this.#running.get(attempt)?.abort();
  }

  giveUpAll(): void {
    for (const controller of this.#running.values()) controller.abort();
  }
}
