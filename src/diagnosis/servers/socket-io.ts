import type { Server } from './server.ts';

/** https://socket.io/docs/v4/server-options/ */
export const socketIo: Server = {
  id: 'socket.io',
  name: 'Socket.IO',
  side: 'server',
  recognise: ({ url }) => (/[?&]EIO=\d/.test(url) ? 'The URL has `EIO`, as those of Socket.IO.' : null),
  selectSubprotocol: () => [
    {
      note: `Socket.IO selects the first offer by itself. It needs no subprotocol, only its own client; a plain WebSocket opens and is then closed.`,
    },
  ],
  allowOrigin: (origin) => [
    {
      note: 'This is what its requests over HTTP need; for the WebSocket, look for `allowRequest`.',
      code: `new Server(httpServer, { cors: { origin: "${origin}" } })`,
    },
  ],
  keepAlive: [
    {
      note: 'Socket.IO pings by itself; let it do so before the proxy loses patience:',
      code: 'new Server(httpServer, { pingInterval: 25_000 })',
    },
  ],
};
