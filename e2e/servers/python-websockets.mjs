// @ts-check
import { startPython } from './python.mjs';

/** @param {string} serving the call of `serve` */
const start = (serving) =>
  startPython(
    (port) => `
import asyncio
try:
    from websockets.asyncio.server import serve
except ImportError:
    from websockets import serve
host, port = "127.0.0.1", ${port}
async def handler(connection):
    async for message in connection:
        await connection.send(message)
async def main():
    async with ${serving}:
        await asyncio.Future()
asyncio.run(main())
`,
  );

/** @type {import('./set-up.d.ts').SetUp[]} */
export const pythonWebsockets = [
  {
    id: 'python-websockets',
    name: 'websockets (Python), no `subprotocols`',
    software: 'python-websockets',
    cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
    start: () => start('serve(handler, host, port)'),
    fix: { purpose: 'selectSubprotocol', start },
  },
  {
    id: 'python-websockets-subprotocols',
    name: 'websockets (Python), `subprotocols=["binary"]`',
    software: 'python-websockets',
    cause: { chromium: null, firefox: null },
    start: () => start('serve(handler, host, port, subprotocols=["binary"])'),
  },
];
