// @ts-check
import { startNode } from './node.mjs';

/** @param {string} accepting makes `connection` of `request` */
const start = (accepting) =>
  startNode(
    (port) => `
const { createServer } = require('http');
const { server: WebSocketServer } = require('websocket');
const httpServer = createServer((_, response) => response.writeHead(404).end());
new WebSocketServer({ httpServer }).on('request', (request) => {
  // It has answered 500 where it throws.
  try { accept(request); } catch {}
});
function accept(request) {
${accepting}
  connection.on('message', ({ type, utf8Data, binaryData }) =>
    type === 'utf8' ? connection.sendUTF(utf8Data) : connection.sendBytes(binaryData));
}
httpServer.listen(${port}, '127.0.0.1');
`,
  );

/** @type {import('./set-up.d.ts').SetUp[]} */
export const npmWebsocket = [
  {
    id: 'npm-websocket-first',
    name: 'websocket (npm), the first offer accepted',
    software: 'npm-websocket',
    cause: { chromium: null, firefox: null },
    start: () =>
      start('const connection = request.accept(request.requestedProtocols[0] ?? null, request.origin);'),
  },
  {
    id: 'npm-websocket-null',
    name: 'websocket (npm), `accept(null)`',
    software: 'npm-websocket',
    cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
    start: () => start('const connection = request.accept(null, request.origin);'),
    fix: { purpose: 'selectSubprotocol', start },
  },
  {
    id: 'npm-websocket-other',
    name: "websocket (npm), `accept('echo-protocol')` as in its README",
    software: 'npm-websocket',
    cause: { chromium: 'status-server-error', firefox: 'status-server-error', named: /refuse it for/ },
    start: () => start("const connection = request.accept('echo-protocol', request.origin);"),
    fix: { purpose: 'selectSubprotocol', start },
  },
];
