import type { Socket } from 'node:net';
import { echoing, type VerdictCase } from './verdict-case.ts';

export const RESPONSE_CASES: readonly VerdictCase[] = [
  echoing('not-upgraded', 'status=200'),
  echoing('status-redirect', 'status=302&location=ws://localhost/elsewhere', {
    firefox: { says: /elsewhere/ },
  }),
  {
    title: 'a redirect to itself',
    cause: 'status-redirect',
    arrange: async ({ badServers }) => {
      const circle = await badServers.tcp((socket) =>
        socket.end(`HTTP/1.1 301 Moved\r\nLocation: http://127.0.0.1:${socket.localPort}/\r\n\r\n`),
      );
      return { url: `ws://127.0.0.1:${circle}/` };
    },
  },
  echoing('status-unauthorized', 'status=401'),
  echoing('status-forbidden', 'status=403'),
  echoing('status-not-found', 'status=404'),
  echoing('status-upgrade-required', 'status=426'),
  echoing('status-server-error', 'status=503'),
  echoing('status-unexpected', 'status=400'),
  echoing('upgrade-header-wrong', 'upgrade=omit'),
  echoing('upgrade-header-wrong', 'upgrade=h2c'),
  echoing('connection-header-wrong', 'connection=omit'),
  echoing('accept-mismatch', 'accept=wrong'),
  echoing('accept-missing', 'accept=omit'),
  echoing('extension-unrequested', 'extensions=x-foo'),
  echoing('extension-invalid', 'extensions=permessage-deflate;%20client_max_window_bits=7'),
  echoing('response-not-http', 'reply=garbage'),
  echoing('response-not-http', 'reply=http09'),
  {
    title: 'a page that never ends',
    cause: 'not-upgraded',
    arrange: async ({ badServers }) => ({
      url: `ws://127.0.0.1:${await badServers.tcp((socket) => {
        socket.write('HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n');
        sendWithoutEnd(socket, 'more of it ');
      })}/`,
    }),
  },
  {
    title: 'noise that never ends',
    cause: 'response-not-http',
    arrange: async ({ badServers }) => ({
      url: `ws://127.0.0.1:${await badServers.tcp((socket) => sendWithoutEnd(socket, '\u0007'.repeat(1_000)))}/`,
    }),
  },
  echoing('response-too-big', 'reply=big'),
  echoing('http-version-too-old', 'reply=http10', { chromium: null }),
  ...['lf', 'lower', 'bare', 'slow'].map((choice) =>
    echoing('no failure at all', `reply=${choice}`, { chromium: null, firefox: null }),
  ),
];

/** Goes on for as long as somebody reads. */
function sendWithoutEnd(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 20);
  socket.once('close', () => clearInterval(timer));
}
