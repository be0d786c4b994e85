// @ts-check
import { freePort, startProgram } from './program.mjs';
import { startWs } from './ws.mjs';

/** @param {string} target host and port */
async function startHaproxy(target) {
  const port = await freePort();
  const config = `global
defaults
mode http
retries 0
timeout connect 5s
timeout client 60s
timeout server 60s
frontend game
bind 127.0.0.1:${port}
default_backend game
backend game
server game ${target}
`;
  return startProgram('/usr/sbin/haproxy', ['-f', 'haproxy.cfg'], { port, files: { 'haproxy.cfg': config } });
}

/** @type {import('./set-up.d.ts').SetUp[]} */
export const haproxy = [
  {
    id: 'haproxy',
    name: 'HAProxy, before ws',
    software: 'haproxy',
    cause: { chromium: null, firefox: null },
    async start() {
      const behind = await startWs('new WebSocketServer({ port })');
      const proxy = await startHaproxy(new URL(behind.url).host);
      return {
        url: proxy.url,
        async close() {
          await proxy.close();
          await behind.close();
        },
      };
    },
  },
  {
    id: 'haproxy-server-down',
    name: 'HAProxy, nobody behind it',
    software: 'haproxy',
    cause: { chromium: 'status-server-error', firefox: 'status-server-error' },
    start: async () => startHaproxy(`127.0.0.1:${await freePort()}`),
  },
];
