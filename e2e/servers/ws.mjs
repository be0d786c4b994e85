// @ts-check
import { startNode } from './node.mjs';

/** @param {string} making an expression that makes the server on `port` */
export const startWs = (making) =>
  startNode(
    (port) => `
const { WebSocketServer } = require('ws');
const port = ${port};
const server = ${making};
server.on('connection', (socket) => {
  socket.on('message', (data, isBinary) => socket.send(data, { binary: isBinary }));
});
`,
  );

const OTHER_ORIGIN = "verifyClient: ({ origin }) => origin === 'https://game.example'";

/** @type {import('./set-up.d.ts').SetUp[]} */
export const ws = [
  {
    id: 'ws',
    name: 'ws (Node.js)',
    software: 'ws',
    cause: { chromium: null, firefox: null },
    start: () => startWs('new WebSocketServer({ port })'),
  },
  {
    id: 'ws-selects-none',
    name: 'ws (Node.js), `handleProtocols: () => false`',
    software: 'ws',
    cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
    start: () => startWs('new WebSocketServer({ port, handleProtocols: () => false })'),
    fix: { purpose: 'selectSubprotocol', start: startWs },
  },
  {
    id: 'ws-verify-client',
    name: 'ws (Node.js), `verifyClient` for another origin',
    software: 'ws',
    offer: [],
    cause: {
      chromium: ['origin-rejected', 'status-unauthorized'],
      firefox: ['origin-rejected', 'status-unauthorized'],
    },
    start: () => startWs(`new WebSocketServer({ port, ${OTHER_ORIGIN} })`),
    fix: { purpose: 'allowOrigin', start: startWs },
  },
];
