// @ts-check

/** @typedef {import('./protocol.js').State} State */

/** Seconds that each ghost is behind what the server sent last. */
const DELAYS = [0.8, 1.6, 2.4];

/** What the server sent back, and the ghosts that come of it: other players whom the echo plays. */
export class Echoes {
  /** @type {State[]} */
  #states = [];
  #ticksPerSecond;

  /** @param {number} ticksPerSecond */
  constructor(ticksPerSecond) {
    this.#ticksPerSecond = ticksPerSecond;
  }

  /** @param {State} state */
  add(state) {
    this.#states.push(state);
    if (this.#states.length > Math.max(...DELAYS) * this.#ticksPerSecond + 1) this.#states.shift();
  }

  clear() {
    this.#states = [];
  }

  /** Where the server last saw the ship. */
  get latest() {
    return this.#states.at(-1);
  }

  /** The newest first; fewer as long as the connection is young. @returns {State[]} */
  get ghosts() {
    return DELAYS.flatMap((delay) => this.#states.at(-1 - Math.round(delay * this.#ticksPerSecond)) ?? []);
  }

  /** The way that the server saw, the oldest first. @returns {readonly State[]} */
  get trail() {
    return this.#states;
  }
}
