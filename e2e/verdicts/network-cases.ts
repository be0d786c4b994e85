import { closedPort } from '../support/closed-port.ts';
import type { Driver } from '../support/driver.d.ts';
import { echoing, type VerdictCase } from './verdict-case.ts';

/** A fatal alert: the two sides have no way to encrypt in common (RFC 8446 §6.2). */
const TLS_HANDSHAKE_FAILURE = Buffer.of(0x15, 3, 3, 0, 2, 2, 40);
const FIREFOX_TIMEOUT = 'network.websocket.timeout.open';

export const NETWORK_CASES: readonly VerdictCase[] = [
  echoing('closed-before-response', 'reply=close', { firefox: { certainty: 'likely' } }),
  echoing('connection-reset', 'reply=reset', {
    // It calls both by one name.
    firefox: { cause: 'closed-before-response', certainty: 'likely', says: /closed or reset/ },
  }),
  ...['none', 'endless'].map((choice) =>
    echoing('response-timeout', `reply=${choice}`, {
      chromium: 'it waits for 240 s',
      firefox: { certainty: 'likely', says: /no whole answer/ },
      arrange: async ({ driver, echo }) => {
        await setPreference(driver, FIREFOX_TIMEOUT, 3);
        return { url: `ws://127.0.0.1:${await echo.listen('')}/?reply=${choice}` };
      },
      tidy: ({ driver }) => setPreference(driver, FIREFOX_TIMEOUT, 20),
    }),
  ),
  {
    title: 'nobody listening',
    cause: 'connection-refused',
    arrange: async () => ({ url: `ws://127.0.0.1:${await closedPort()}/` }),
  },
  {
    title: 'a name that nobody has',
    cause: 'host-not-found',
    arrange: () => ({ url: 'ws://nosuch.invalid/' }),
  },
  {
    title: 'an address to which there is no way',
    cause: 'host-unreachable',
    // No system connects to the address of all machines. Firefox says that of no address, but when it is offline.
    arrange: async ({ driver }) => {
      await setOffline(driver, true);
      return { url: driver.name === 'chromium' ? 'ws://255.255.255.255:9999/' : 'ws://192.0.2.1:9999/' };
    },
    tidy: ({ driver }) => setOffline(driver, false),
  },
  {
    title: 'a certificate that signs itself',
    cause: 'certificate-rejected',
    arrange: async ({ echo }) => ({ url: `wss://localhost:${await echo.listen('tls=1')}/` }),
    chromium: { says: /signed by itself/ },
    firefox: { says: /signed by itself/ },
  },
  {
    title: 'wss: to a port without TLS',
    cause: 'tls-to-plain-port',
    arrange: async ({ echo }) => ({ url: `wss://127.0.0.1:${await echo.listen('')}/` }),
    chromium: { certainty: 'likely' },
    firefox: { certainty: 'likely' },
  },
  {
    title: 'wss: to a port without TLS, asked again',
    cause: 'tls-to-plain-port',
    arrange: async ({ echo }) => ({ url: `wss://127.0.0.1:${await echo.listen('')}/` }),
    isProbed: true,
  },
  {
    title: 'ws: to a port with TLS',
    cause: 'plain-to-tls-port',
    arrange: async ({ echo }) => ({ url: `ws://localhost:${await echo.listen('tls=1')}/` }),
    isProbed: true,
    chromium: { says: /shows a certificate/ },
    firefox: { says: /shows a certificate/ },
  },
  {
    title: 'ws: to a port with TLS, before anybody asked again',
    cause: 'closed-before-response',
    arrange: async ({ echo }) => ({ url: `ws://localhost:${await echo.listen('tls=1')}/` }),
    chromium: { says: /A TLS port that is asked without TLS does the same/ },
    firefox: { certainty: 'likely', says: /A TLS port that is asked without TLS does the same/ },
  },
  {
    title: 'TLS that breaks off',
    cause: 'unknown',
    arrange: async ({ badServers }) => {
      const port = await badServers.tcp((socket) => socket.end(TLS_HANDSHAKE_FAILURE));
      return { url: `wss://127.0.0.1:${port}/` };
    },
    chromium: { certainty: 'possible', says: /TLS could not be set up/ },
    firefox: { certainty: 'possible', says: /TLS could not be set up/ },
  },
];

/** Firefox only. */
async function setPreference(driver: Driver, name: string, value: number): Promise<void> {
  await driver.chrome?.(
    (name, value) => {
      (globalThis as unknown as FirefoxWindow).Services.prefs.setIntPref(name, value);
    },
    name,
    value,
  );
}

/** Firefox only. */
async function setOffline(driver: Driver, isOffline: boolean): Promise<void> {
  await driver.chrome?.((isOffline) => {
    (globalThis as unknown as FirefoxWindow).Services.io.offline = isOffline;
  }, isOffline);
}

interface FirefoxWindow {
  readonly Services: {
    readonly prefs: { setIntPref(name: string, value: number): void };
    readonly io: { offline: boolean };
  };
}
