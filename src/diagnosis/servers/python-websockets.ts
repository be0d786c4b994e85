import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://websockets.readthedocs.io/en/stable/reference/asyncio/server.html */
export const pythonWebsockets: Server = {
  id: 'python-websockets',
  name: 'websockets (Python)',
  side: 'server',
  recognise: naming(/\bwebsockets\/\d/),
  selectSubprotocol: (protocol) => [
    {
      note: 'Since version 13; it also takes clients that offer none:',
      code: `serve(handler, host, port, select_subprotocol=lambda connection, offered: "${protocol}" if "${protocol}" in offered else None)`,
    },
    {
      note: 'In versions before, and in `websockets.legacy`:',
      code: `serve(handler, host, port, subprotocols=["${protocol}"])`,
    },
  ],
  allowOrigin: (origin) => [{ code: `serve(handler, host, port, origins=["${origin}"])` }],
  keepAlive: [
    {
      note: 'It pings every 20 s by itself, unless told otherwise:',
      code: 'serve(handler, host, port, ping_interval=20)',
    },
  ],
};
