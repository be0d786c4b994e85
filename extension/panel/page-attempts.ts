import { type Attempt, type AttemptResult } from '../../src/bridge/attempt.ts';
import { BRIDGE_VERSION } from '../../src/bridge/channel.ts';
import type { RelayLink } from './tab-pipe.ts';

/** Attempts that the relays of a tab make with the origins of their documents. */
export class PageAttempts {
  readonly #relays = new Map<string, RelayLink>();
  readonly #waiting = new Map<number, (result: AttemptResult) => void>();
  #attempts = 0;

  relayCame(documentKey: string, relay: RelayLink): void {
    this.#relays.set(documentKey, relay);
  }

  relayWent(documentKey: string): void {
    this.#relays.delete(documentKey);
  }

  canReach(documentKey: string): boolean {
    return this.#relays.has(documentKey);
  }

  ended(attempt: number, result: AttemptResult): void {
    this.#waiting.get(attempt)?.(result);
  }

  /**
   * @returns a failed result where the document goes while it is made
   * @throws AbortError when the signal says so
   */
  async make(documentKey: string, what: Attempt, signal: AbortSignal): Promise<AttemptResult> {
    const relay = this.#relays.get(documentKey);
    const time = Date.now();
    if (!relay) return { ...FAILED[what.kind], time };
    const attempt = this.#attempts++;
    const giveUp = () => relay.post({ version: BRIDGE_VERSION, type: 'give-up', attempt });
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      return await new Promise((resolve, reject) => {
        this.#waiting.set(attempt, resolve);
        signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
        relay.onGone(() => resolve({ ...FAILED[what.kind], time }));
        relay.post({ version: BRIDGE_VERSION, type: 'attempt', attempt, what });
      });
    } finally {
      this.#waiting.delete(attempt);
      signal.removeEventListener('abort', giveUp);
    }
  }
}

const FAILED = {
  handshake: { kind: 'handshake', outcome: 'failed' },
  http: { kind: 'http', outcome: 'failed' },
} as const;
