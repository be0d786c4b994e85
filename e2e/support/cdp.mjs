// @ts-check
/** One connection to a Chromium over the Chrome DevTools Protocol, with flattened sessions. */
import { WebSocket } from 'ws';

export class Cdp {
  /** @type {Map<number, { method: string, resolve: (result: any) => void, reject: (error: Error) => void }>} */
  #pending = new Map();
  /** @type {{ sessionId: string, method: string, listener: (params: any) => void }[]} */
  #listeners = [];
  #socket;
  #id = 0;

  /** @param {WebSocket} socket */
  constructor(socket) {
    this.#socket = socket;
    socket.on('message', (data) => this.#receive(JSON.parse(String(data))));
    socket.on('close', () => {
      for (const { method, reject } of this.#pending.values())
        reject(new Error(`${method}: the browser is gone`));
      this.#pending.clear();
    });
  }

  /** @param {string} url @returns {Promise<Cdp>} */
  static connect(url) {
    const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 2 ** 28 });
    return new Promise((resolve, reject) => {
      socket.once('open', () => resolve(new Cdp(socket)));
      socket.once('error', reject);
    });
  }

  /** @param {string} method @param {object} [params] @param {string} [sessionId] @returns {Promise<any>} */
  send(method, params = {}, sessionId) {
    return new Promise((resolve, reject) => {
      this.#pending.set(++this.#id, { method, resolve, reject });
      this.#socket.send(
        JSON.stringify({ id: this.#id, method, params, ...(sessionId ? { sessionId } : {}) }),
      );
    });
  }

  /** Listens to an event of one session. @param {string} sessionId @param {string} method @param {(params: any) => void} listener */
  on(sessionId, method, listener) {
    this.#listeners.push({ sessionId, method, listener });
  }

  /** All targets, those of DevTools included. @returns {Promise<{ targetId: string, type: string, url: string, title: string }[]>} */
  async targets() {
    return (await this.send('Target.getTargets', { filter: [{}] })).targetInfos;
  }

  /** @param {string} targetId @returns {Promise<string>} the session's id */
  async attach(targetId) {
    return (await this.send('Target.attachToTarget', { targetId, flatten: true })).sessionId;
  }

  /** @param {string} sessionId @param {string} expression @returns {Promise<any>} */
  async evaluate(sessionId, expression) {
    const params = { expression, awaitPromise: true, returnByValue: true, userGesture: true };
    const { result, exceptionDetails } = await this.send('Runtime.evaluate', params, sessionId);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  close() {
    this.#socket.close();
  }

  /** @param {{ id?: number, result?: unknown, error?: { message: string }, method?: string, params?: unknown, sessionId?: string }} message */
  #receive({ id, result, error, method, params, sessionId }) {
    if (id === undefined) {
      for (const { listener } of this.#listeners.filter(
        (each) => each.sessionId === sessionId && each.method === method,
      ))
        listener(params);
      return;
    }
    const call = this.#pending.get(id);
    if (!call) return;
    this.#pending.delete(id);
    if (error) call.reject(new Error(`${call.method}: ${error.message}`));
    else call.resolve(result);
  }
}
