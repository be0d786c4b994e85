import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://www.tornadoweb.org/en/stable/websocket.html */
export const tornado: Server = {
  id: 'tornado',
  name: 'Tornado (Python)',
  side: 'server',
  recognise: naming(/^TornadoServer\b/),
  selectSubprotocol: (protocol) => [
    {
      note: 'In the handler:',
      code: `def select_subprotocol(self, subprotocols):
    return "${protocol}" if "${protocol}" in subprotocols else None`,
    },
  ],
  allowOrigin: (origin) => [
    {
      note: 'It takes only the origin that it has itself, unless the handler says otherwise:',
      code: `def check_origin(self, origin):
    return origin == "${origin}"`,
    },
  ],
  keepAlive: [{ code: 'tornado.web.Application(handlers, websocket_ping_interval=30)' }],
};
