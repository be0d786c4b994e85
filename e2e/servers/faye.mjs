// @ts-check
import { startNode } from './node.mjs';

/** @param {string} making an expression for the socket of `request`, `socket` and `body` */
const start = (making) =>
  startNode(
    (port) => `
const WebSocket = require('faye-websocket');
require('http').createServer((_, response) => response.writeHead(404).end())
  .on('upgrade', (request, socket, body) => {
    const connection = ${making};
    connection.on('message', ({ data }) => connection.send(data));
  })
  .listen(${port}, '127.0.0.1');
`,
  );

/** @type {import('./set-up.d.ts').SetUp[]} */
export const faye = [
  {
    id: 'faye-websocket',
    name: 'faye-websocket (Node.js)',
    software: 'faye-websocket',
    cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
    start: () => start('new WebSocket(request, socket, body)'),
    fix: { purpose: 'selectSubprotocol', start },
  },
];
