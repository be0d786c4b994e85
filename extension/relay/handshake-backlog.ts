import type { HandshakeStep } from '../../src/bridge/channel.ts';

/** Steps that are kept for panels that open later. */
const MAX_STEPS = 400;

/** What the browser saw of this document's handshakes; kept here, since the background that saw it is stopped at will. */
export class HandshakeBacklog {
  readonly #steps: HandshakeStep[] = [];

  get steps(): readonly HandshakeStep[] {
    return this.#steps;
  }

  add(step: HandshakeStep): void {
    this.#steps.push(step);
    if (this.#steps.length > MAX_STEPS) this.#steps.shift();
  }
}
