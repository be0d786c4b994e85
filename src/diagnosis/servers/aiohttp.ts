import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://docs.aiohttp.org/en/stable/web_reference.html#websocketresponse */
export const aiohttp: Server = {
  id: 'aiohttp',
  name: 'aiohttp (Python)',
  side: 'server',
  recognise: naming(/\baiohttp\/\d/),
  selectSubprotocol: (protocol) => [{ code: `ws = web.WebSocketResponse(protocols=("${protocol}",))` }],
  keepAlive: [{ code: 'ws = web.WebSocketResponse(heartbeat=30)' }],
};
