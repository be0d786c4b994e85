// @ts-check
import { decodeState, encodeState } from './protocol.js';

/** @typedef {import('./protocol.js').State} State */

/** The game's end of its WebSocket, which asks for the subprotocol `binary` as Emscripten does. */
export class GameConnection {
  /** @type {WebSocket} */
  #socket;

  /**
   * @param {string} url
   * @param {{ onOpen(): void, onState(state: State): void, onText(message: any): void, onClose(opened: boolean, code: number): void }} game
   */
  constructor(url, game) {
    const socket = new WebSocket(url, ['binary']);
    this.#socket = socket;
    let opened = false;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => {
      opened = true;
      game.onOpen();
    };
    socket.onmessage = ({ data }) => {
      if (typeof data === 'string') return game.onText(JSON.parse(data));
      const state = decodeState(data);
      if (state) game.onState(state);
    };
    socket.onclose = ({ code }) => game.onClose(opened, code);
  }

  get isOpen() {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  /** @param {State} state */
  sendState(state) {
    if (this.isOpen) this.#socket.send(encodeState(state));
  }

  /** @param {object} message */
  sendText(message) {
    if (this.isOpen) this.#socket.send(JSON.stringify(message));
  }

  leave() {
    this.#socket.close(1000, 'player left');
  }
}
