import type { Runtime } from 'webextension-polyfill';

declare global {
  /**
   * What the relay uses of the browser's own API, which both browsers offer under this name: the polyfill would weigh
   * on every frame of every page.
   */
  const chrome: {
    readonly runtime: {
      connect(info: { name: string }): Runtime.Port;
      sendMessage(message: unknown, callback: () => void): void;
      readonly lastError: { readonly message: string } | undefined;
      readonly onMessage: { addListener(listener: (message: never) => void): void };
    };
  };
}
