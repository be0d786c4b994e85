// @ts-check
import { freePort, startProgram } from './program.mjs';

async function start() {
  const port = await freePort();
  // It does not start with WebSockets alone, and for those wants the name of an interface.
  const config = `allow_anonymous true
listener ${await freePort()} 127.0.0.1
listener ${port} lo
protocol websockets
`;
  return startProgram('/usr/sbin/mosquitto', ['-c', 'mosquitto.conf'], {
    port,
    files: { 'mosquitto.conf': config },
  });
}

/** @type {import('./set-up.d.ts').SetUp[]} */
export const mosquitto = [
  {
    id: 'mosquitto',
    name: 'Mosquitto, asked for `binary`',
    software: 'mosquitto',
    cause: {
      chromium: 'closed-before-response',
      firefox: 'closed-before-response',
      named: /or refuse this one/,
    },
    start,
  },
  {
    id: 'mosquitto-mqtt',
    name: 'Mosquitto, asked for `mqtt`',
    software: 'mosquitto',
    offer: ['mqtt'],
    cause: { chromium: null, firefox: null },
    start,
  },
];
