import {
  apply,
  defineProperty,
  getOwnPropertyDescriptor,
  listen,
  NativeProxy,
  PrivateMap,
} from './primordials.ts';

const { prototype } = WebSocket;

/** What the page asked for, where a fix made it something else. */
interface Asked {
  readonly url: string;
  readonly protocols: readonly string[];
  isOpen: boolean;
}

/**
 * Lets sockets that a fix has altered look as the page expects them to: with its own URL, and with a subprotocol that
 * it offered. The getters of `WebSocket.prototype` are replaced only once there is such a socket.
 */
export class AlteredSockets {
  readonly #asked = new PrivateMap<Asked>();
  #isInstalled = false;

  add(socket: WebSocket, url: string, protocols: readonly string[]): void {
    const asked: Asked = { url, protocols, isOpen: false };
    this.#asked.set(socket, asked);
    listen(socket, 'open', (event) => {
      if (event.isTrusted) asked.isOpen = true;
    });
    if (this.#isInstalled) return;
    this.#isInstalled = true;
    this.#replaceGetter('url', (_, { url }) => url);
    this.#replaceGetter('protocol', (selected, { protocols: offered, isOpen }) => {
      const expected = offered[0];
      return !isOpen || expected === undefined || includes(offered, selected) ? selected : expected;
    });
  }

  #replaceGetter(name: 'url' | 'protocol', shown: (value: string, asked: Asked) => string): void {
    const descriptor = getOwnPropertyDescriptor(prototype, name);
    if (!descriptor?.get) return;
    const get = new NativeProxy(descriptor.get, {
      __proto__: null,
      apply: (native: Function, socket: WebSocket, args: unknown[]) => {
        const value = apply(native, socket, args) as string;
        const asked = this.#asked.get(socket);
        return asked ? shown(value, asked) : value;
      },
    } as ProxyHandler<() => unknown>);
    defineProperty(prototype, name, { __proto__: null, ...descriptor, get } as PropertyDescriptor);
  }
}

function includes(list: readonly string[], item: string): boolean {
  for (let i = 0; i < list.length; i++) if (list[i] === item) return true;
  return false;
}
