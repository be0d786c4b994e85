// @ts-check
import { indent, startPython } from './python.mjs';

const ANY_ORIGIN = 'def check_origin(self, origin):\n    return True';

/** @param {string} methods of the handler */
const start = (methods) =>
  startPython(
    (port) => `
import asyncio
from tornado import web, websocket
class Echo(websocket.WebSocketHandler):
    def on_message(self, message):
        self.write_message(message, binary=isinstance(message, bytes))
${indent(methods, 1)}
async def main():
    web.Application([("/", Echo)]).listen(${port}, "127.0.0.1")
    await asyncio.Event().wait()
asyncio.run(main())
`,
  );

/** @type {import('./set-up.d.ts').SetUp[]} */
export const tornado = [
  {
    id: 'tornado',
    name: 'Tornado, every origin allowed',
    software: 'tornado',
    cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
    start: () => start(ANY_ORIGIN),
    fix: { purpose: 'selectSubprotocol', start: (code) => start(`${ANY_ORIGIN}\n${code}`) },
  },
  {
    id: 'tornado-origin',
    name: 'Tornado, its own `check_origin`',
    software: 'tornado',
    offer: [],
    cause: {
      chromium: ['origin-rejected', 'status-forbidden'],
      firefox: ['origin-rejected', 'status-forbidden'],
    },
    start: () => start(''),
    fix: { purpose: 'allowOrigin', start },
  },
];
