// @ts-check
import { indent, startPython } from './python.mjs';

/** @param {string} [methods] of the protocol */
const start = (methods = '') =>
  startPython(
    (port) => `
import asyncio
from autobahn.asyncio.websocket import WebSocketServerFactory, WebSocketServerProtocol
class Echo(WebSocketServerProtocol):
    def onMessage(self, payload, isBinary):
        self.sendMessage(payload, isBinary)
${indent(methods, 1)}
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
factory = WebSocketServerFactory("ws://127.0.0.1:${port}")
factory.protocol = Echo
loop.run_until_complete(loop.create_server(factory, "127.0.0.1", ${port}))
loop.run_forever()
`,
  );

/** @type {import('./set-up.d.ts').SetUp[]} */
export const autobahn = [
  {
    id: 'autobahn',
    name: 'Autobahn (Python)',
    software: 'autobahn',
    cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
    start: () => start(),
    fix: { purpose: 'selectSubprotocol', start },
  },
];
