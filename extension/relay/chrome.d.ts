interface RelayPort {
  postMessage(message: unknown): void;
  disconnect(): void;
  readonly onMessage: { addListener(listener: (message: unknown) => void): void };
  readonly onDisconnect: { addListener(listener: () => void): void };
}

/**
 * What the relay uses of the browser's own API, which both browsers offer under this name: the polyfill would weigh on
 * every frame of every page.
 */
declare const chrome: {
  readonly runtime: {
    connect(info: { name: string }): RelayPort;
    sendMessage(message: unknown, callback: () => void): void;
    readonly lastError: { readonly message: string } | undefined;
    readonly onMessage: {
      addListener(
        listener: (message: never, sender: unknown, answer: (response: unknown) => void) => void,
      ): void;
    };
  };
};
