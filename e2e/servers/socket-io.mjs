// @ts-check
import { startNode } from './node.mjs';

/** @param {string} path */
const start = (path) =>
  startNode(
    (port) => `
const httpServer = require('http').createServer((_, response) => response.writeHead(404).end());
new (require('socket.io').Server)(httpServer);
httpServer.listen(${port}, '127.0.0.1');
`,
    path,
  );

/** @type {import('./set-up.d.ts').SetUp[]} */
export const socketIo = [
  {
    id: 'socket-io',
    name: 'Socket.IO 4',
    software: 'socket.io',
    cause: { chromium: null, firefox: null },
    start: () => start('/socket.io/?EIO=4&transport=websocket'),
  },
  {
    id: 'socket-io-other-path',
    name: 'Socket.IO 4, asked at another path than its own',
    software: 'socket.io',
    cause: { chromium: ['closed-before-response', 'status-not-found'], firefox: 'closed-before-response' },
    start: () => start('/'),
  },
];
