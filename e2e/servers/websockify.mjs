// @ts-check
import { createServer } from 'node:net';
import { freePort, startProgram } from './program.mjs';

async function start() {
  const echo = createServer((socket) => socket.on('error', () => socket.destroy()).pipe(socket));
  await /** @type {Promise<void>} */ (new Promise((resolve) => echo.listen(0, '127.0.0.1', resolve)));
  const target = /** @type {import('node:net').AddressInfo} */ (echo.address()).port;
  const port = await freePort();
  const program = await startProgram('websockify', [`127.0.0.1:${port}`, `127.0.0.1:${target}`], { port });
  return {
    url: program.url,
    async close() {
      await program.close();
      await new Promise((resolve) => echo.close(resolve));
    },
  };
}

/** @type {import('./set-up.d.ts').SetUp[]} */
export const websockify = [
  {
    id: 'websockify',
    name: 'websockify before a TCP server',
    software: 'websockify',
    cause: { chromium: null, firefox: null },
    start,
  },
  {
    id: 'websockify-mqtt',
    name: 'websockify before a TCP server, asked for `mqtt`',
    software: 'websockify',
    offer: ['mqtt'],
    cause: { chromium: 'status-unexpected', firefox: 'status-unexpected', named: /or refuse this one/ },
    start,
  },
];
