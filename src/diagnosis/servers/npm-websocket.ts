import type { Server } from './server.ts';
import { handshakeThat, headerOf } from './signs.ts';

/** https://github.com/theturtle32/WebSocket-Node/blob/master/docs/WebSocketRequest.md */
export const npmWebsocket: Server = {
  id: 'npm-websocket',
  name: 'websocket (Node.js)',
  side: 'server',
  recognise: (seen) =>
    handshakeThat(seen, (answer) => answer.status === 101 && headerOf(answer, 'origin') !== null)
      ? 'Its `101` sends `Origin` back, as websocket-node does.'
      : null,
  selectSubprotocol: (protocol) => [
    {
      note: 'It throws where the subprotocol was not offered, so ask first:',
      code: `const offers = request.requestedProtocols.includes("${protocol}");
const connection = request.accept(offers ? "${protocol}" : null, request.origin);`,
    },
  ],
  keepAlive: [{ note: 'websocket-node pings every 20 s by itself, unless `keepalive` is `false`.' }],
};
