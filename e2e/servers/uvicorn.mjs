// @ts-check
import { indent, startPython } from './python.mjs';

/** @param {'websockets' | 'wsproto'} library that Uvicorn speaks with @param {string} accepting */
const start = (library, accepting) =>
  startPython(
    (port) => `
import uvicorn
from starlette.applications import Starlette
from starlette.routing import WebSocketRoute
async def echo(websocket):
${indent(accepting, 1)}
    async for data in websocket.iter_bytes():
        await websocket.send_bytes(data)
app = Starlette(routes=[WebSocketRoute("/", echo)])
uvicorn.run(app, host="127.0.0.1", port=${port}, ws="${library}")
`,
  );

/** @param {'websockets' | 'wsproto'} library @returns {import('./set-up.d.ts').SetUp} */
const setUp = (library) => ({
  id: `uvicorn-${library}`,
  name: `Uvicorn with ${library}, Starlette's \`accept()\``,
  software: 'starlette',
  cause: { chromium: 'subprotocol-omitted', firefox: 'subprotocol-omitted' },
  start: () => start(library, 'await websocket.accept()'),
  fix: { purpose: 'selectSubprotocol', start: (code) => start(library, code) },
});

export const uvicorn = [setUp('websockets'), setUp('wsproto')];
