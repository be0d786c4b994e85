// @ts-check
import { decodeState, decodeText, encodeState, TICKS } from './protocol.js';

/** @typedef {import('./protocol.js').State} State */

/**
 * What a game hears of its connection.
 * @typedef {object} Listener
 * @property {(subprotocol: string) => void} onOpen
 * @property {(state: State, roundTrip: number) => void} onState `roundTrip` in milliseconds
 * @property {(message: any) => void} onText
 * @property {() => void} onError
 * @property {(event: CloseEvent) => void} onClose
 */

/** The game's end of its WebSocket, which asks for the subprotocol `binary` as Emscripten does. */
export class GameConnection {
  /** @type {WebSocket} */
  #socket;
  /** When each tick was sent: the echo brings the tick back, and so tells its way's time. */
  #sentAt = new Float64Array(TICKS);

  /** @param {string} url @param {Listener} listener @throws {DOMException} `SyntaxError` for a URL that is none */
  constructor(url, listener) {
    const socket = new WebSocket(url, ['binary']);
    this.#socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => listener.onOpen(socket.protocol));
    socket.addEventListener('error', () => listener.onError());
    socket.addEventListener('close', (event) => listener.onClose(event));
    socket.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') {
        listener.onText(decodeText(data));
        return;
      }
      const state = decodeState(data);
      if (state) listener.onState(state, performance.now() - (this.#sentAt[state.tick] ?? 0));
    });
  }

  get isOpen() {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** @param {State} state */
  sendState(state) {
    if (!this.isOpen) return;
    this.#sentAt[state.tick] = performance.now();
    this.#socket.send(encodeState(state));
  }

  /** @param {object} message */
  sendText(message) {
    if (this.isOpen) this.#socket.send(JSON.stringify(message));
  }

  leave() {
    this.#socket.close(1000, 'player left');
  }
}
