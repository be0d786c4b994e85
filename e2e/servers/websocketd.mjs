// @ts-check
import { freePort, startProgram } from './program.mjs';

/** @type {import('./set-up.d.ts').SetUp[]} */
export const websocketd = [
  {
    id: 'websocketd',
    name: 'websocketd',
    software: 'websocketd',
    cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
    async start() {
      const port = await freePort();
      return startProgram('websocketd', [`--port=${port}`, '--address=127.0.0.1', 'cat'], { port });
    },
  },
];
