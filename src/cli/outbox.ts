import type { WebSocket } from 'ws';
import type { Effects, SendFrame } from './misbehaviours/misbehaviour.ts';

/** Beyond this many unwritten bytes or messages the connection counts as congested. */
const MOST_BYTES = 4 << 20;
const MOST_MESSAGES = 1 << 14;

/**
 * The way of messages from the echo to the wire, through the stages that misbehaviours put there. It counts what has
 * not been written yet, so that senders can keep pace with a slow client.
 */
export class Outbox {
  readonly #send: SendFrame;
  #bytes = 0;
  #messages = 0;
  #waiting: { readonly ready: () => boolean; readonly resolve: () => void }[] = [];

  constructor(socket: WebSocket, effects: readonly Effects[], signal: AbortSignal) {
    const write: SendFrame = ({ data, binary, fin }, written) => socket.send(data, { binary, fin }, written);
    this.#send = effects.reduce((send, effect) => effect.outgoing?.(send, signal) ?? send, write);
  }

  get congested(): boolean {
    return this.#bytes > MOST_BYTES || this.#messages > MOST_MESSAGES;
  }

  send(data: Buffer, binary: boolean): void {
    this.#bytes += data.length;
    this.#messages += 1;
    this.#send({ data, binary, fin: true }, () => {
      this.#bytes -= data.length;
      this.#messages -= 1;
      this.#wake();
    });
  }

  /** Resolves at once unless congested. */
  room(): Promise<void> {
    return this.#until(() => !this.congested);
  }

  /** Resolves when everything has been written. */
  empty(): Promise<void> {
    return this.#until(() => this.#messages === 0);
  }

  #until(ready: () => boolean): Promise<void> {
    if (ready()) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ ready, resolve }));
  }

  #wake(): void {
    if (this.#waiting.length === 0) return;
    const due = this.#waiting.filter(({ ready }) => ready());
    this.#waiting = this.#waiting.filter((waiter) => !due.includes(waiter));
    for (const { resolve } of due) resolve();
  }
}
