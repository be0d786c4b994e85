import type { Server } from './server.ts';

/** https://github.com/faye/faye-websocket-node */
export const fayeWebsocket: Server = {
  id: 'faye-websocket',
  name: 'faye-websocket (Node.js)',
  side: 'server',
  selectSubprotocol: (protocol) => [{ code: `new WebSocket(request, socket, body, ["${protocol}"])` }],
  keepAlive: [{ code: 'new WebSocket(request, socket, body, [], { ping: 30 })' }],
};
