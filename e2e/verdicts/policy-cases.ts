import type { Driver } from '../support/driver.d.ts';
import type { VerdictCase } from './verdict-case.ts';

export const POLICY_CASES: readonly VerdictCase[] = [
  {
    title: 'a policy of the page',
    cause: 'csp-connect-src',
    arrange: ({ echo, site }) => ({
      url: echo.url(),
      page: site.page(
        `<script nonce="n">addEventListener('connect', ({ detail }) => {
          try { globalThis.socket = new WebSocket(detail); } catch {}
        });</script>`,
        { headers: { 'Content-Security-Policy': "script-src 'nonce-n'; connect-src 'self'" } },
      ),
      act: (url) => void dispatchEvent(new CustomEvent('connect', { detail: url })),
    }),
    chromium: { says: /connect-src 'self' ws:\/\/127/ },
    firefox: { says: /connect-src 'self' ws:\/\/127/ },
  },
  {
    title: 'plain ws: from an https page',
    cause: 'mixed-content',
    arrange: ({ site }) => ({
      url: 'ws://game.example:9999/',
      page: site.securePage('game'),
      act: (url) => {
        try {
          new WebSocket(url);
        } catch {
          document.title = 'threw';
        }
      },
    }),
    chromium: { says: /wss:\/\/game\.example:9999/ },
    firefox: { says: /wss:\/\/game\.example:9999/ },
  },
  {
    title: 'a page of the internet that asks this machine',
    cause: 'local-network-access',
    arrange: async ({ driver, echo, site }) => {
      const page = site.page('game', {
        headers: { 'Content-Security-Policy': 'treat-as-public-address' },
      });
      await setLocalNetworkAccess(driver, new URL(page).host);
      return { url: `ws://127.0.0.1:${await echo.listen('')}/`, page };
    },
    tidy: ({ driver }) => setLocalNetworkAccess(driver, ''),
  },
  {
    title: 'a port that browsers block',
    cause: 'port-blocked',
    arrange: () => ({ url: 'ws://127.0.0.1:6667/' }),
    // It says nothing of it.
    firefox: { certainty: 'likely' },
  },
  {
    title: 'a server that lets other origins in',
    cause: 'origin-rejected',
    arrange: async ({ badServers }) => ({
      url: `ws://127.0.0.1:${await badServers.allowing((origin) => !origin.startsWith('http'))}/`,
    }),
    isProbed: true,
    chromium: { says: /from the origin of this extension opens/ },
    firefox: { says: /from the origin of this extension opens/ },
  },
];

/** The only cases with another extension beside; in Chrome it makes the text of all others blank. */
export const BLOCKED_CASES: readonly VerdictCase[] = [
  {
    title: 'a connection that another extension blocks',
    cause: 'blocked-by-extension',
    arrange: async ({ echo }) => ({ url: `ws://127.0.0.1:${await echo.listen('')}/blocked` }),
    chromium: { cause: 'unknown', certainty: 'possible', says: /nothing was sent/ },
    firefox: { certainty: 'likely' },
  },
  {
    title: 'a refusal beside another extension',
    cause: 'status-forbidden',
    arrange: async ({ echo }) => ({ url: `ws://127.0.0.1:${await echo.listen('')}/?status=403` }),
    chromium: { cause: 'unknown', certainty: 'possible', says: /the request was sent/ },
  },
  {
    title: 'a connection that another extension blocks, asked again',
    cause: 'blocked-by-extension',
    arrange: async ({ echo }) => ({ url: `ws://127.0.0.1:${await echo.listen('')}/blocked` }),
    isProbed: true,
    chromium: { certainty: 'likely', says: /which the other cannot touch, it opens/ },
  },
];

/** Firefox only, where WebSockets are exempt by default; a person who does not answer has said no. */
async function setLocalNetworkAccess(driver: Driver, publicHost: string): Promise<void> {
  await driver.chrome?.((publicHost) => {
    const { prefs } = (globalThis as unknown as FirefoxWindow).Services;
    prefs.setBoolPref('network.lna.websocket.enabled', publicHost !== '');
    prefs.setStringPref('network.lna.address_space.public.override', publicHost);
    prefs.setIntPref('network.lna.prompt.timeout', publicHost === '' ? 300_000 : 500);
  }, publicHost);
}

interface FirefoxWindow {
  readonly Services: {
    readonly prefs: {
      setBoolPref(name: string, value: boolean): void;
      setStringPref(name: string, value: string): void;
      setIntPref(name: string, value: number): void;
    };
  };
}
