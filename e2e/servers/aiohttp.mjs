// @ts-check
import { indent, startPython } from './python.mjs';

/** @param {string} preparing makes `ws` */
const start = (preparing) =>
  startPython(
    (port) => `
from aiohttp import web
async def handler(request):
${indent(preparing, 1)}
    await ws.prepare(request)
    async for message in ws:
        await ws.send_bytes(message.data) if message.type == 2 else await ws.send_str(message.data)
    return ws
app = web.Application()
app.add_routes([web.get("/", handler)])
web.run_app(app, host="127.0.0.1", port=${port})
`,
  );

/** @type {import('./set-up.d.ts').SetUp[]} */
export const aiohttp = [
  {
    id: 'aiohttp',
    name: 'aiohttp, no `protocols`',
    software: 'aiohttp',
    cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
    start: () => start('ws = web.WebSocketResponse()'),
    fix: { purpose: 'selectSubprotocol', start },
  },
  {
    id: 'aiohttp-protocols',
    name: 'aiohttp, `protocols=("binary",)`',
    software: 'aiohttp',
    cause: { chromium: null, firefox: null },
    start: () => start('ws = web.WebSocketResponse(protocols=("binary",))'),
  },
];
