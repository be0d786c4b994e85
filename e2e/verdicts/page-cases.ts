import { echoing, type VerdictCase } from './verdict-case.ts';

export const PAGE_CASES: readonly VerdictCase[] = [
  echoing('closed-by-page', 'reply=none', {
    title: 'closed by the page at once',
    act: (url) => {
      const socket = new WebSocket(url);
      Object.assign(globalThis, { socket });
      socket.close();
    },
  }),
  echoing('subprotocol-invalid', 'accept=wrong', {
    title: 'a subprotocol with a comma and a space',
    protocols: ['binary, base64'],
    chromium: { says: /\["binary","base64"\]/ },
    firefox: { says: /\["binary","base64"\]/ },
    act: attempt,
  }),
  echoing('subprotocol-duplicated', 'accept=wrong', {
    title: 'a subprotocol that is offered twice',
    protocols: ['binary', 'binary'],
    act: attempt,
  }),
  {
    title: 'a URL with a fragment',
    cause: 'url-invalid',
    arrange: ({ echo }) => ({ url: `${echo.url()}#part`, act: attempt }),
    chromium: { says: /it has a fragment, #part/ },
    firefox: { says: /it has a fragment, #part/ },
  },
  {
    title: 'one connection more than the browser allows',
    cause: 'too-many-sockets',
    arrange: ({ driver, echo }) => ({
      url: echo.url(),
      protocols: [driver.name === 'chromium' ? '255' : '200'],
      act: async (url, [most = '']) => {
        const sockets = Array.from({ length: Number(most) }, () => new WebSocket(url));
        Object.assign(globalThis, { sockets });
        await Promise.all(
          sockets.map((socket) => new Promise((resolve) => socket.addEventListener('open', resolve))),
        );
        sockets.push(new WebSocket(url));
      },
    }),
    chromium: { certainty: 'likely', says: /255 connections were/ },
    firefox: { certainty: 'likely', says: /200 connections were/ },
  },
  echoing('reconnect-storm', 'close=4000', {
    title: 'a page that connects again at once',
    chromium: { severity: 'warning' },
    firefox: { severity: 'warning', says: /not the slowness of the server/ },
    act: (url) => {
      const connect = () => {
        new WebSocket(url).onclose = connect;
      };
      connect();
    },
  }),
];

/** Runs in the page. */
function attempt(url: string, protocols: readonly string[]): void {
  try {
    new WebSocket(url, [...protocols]);
  } catch {
    document.title = 'threw';
  }
}
