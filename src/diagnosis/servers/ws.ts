import type { Server } from './server.ts';
import { handshakeThat, hasExactly } from './signs.ts';

/** https://github.com/websockets/ws/blob/master/doc/ws.md */
export const ws: Server = {
  id: 'ws',
  name: 'ws (Node.js)',
  side: 'server',
  recognise: (seen) => {
    const refusal = handshakeThat(seen, (answer) =>
      hasExactly(answer, ['Connection', 'Content-Type', 'Content-Length']),
    );
    if (refusal) return 'Its refusal has the headers that ws writes, in its order.';
    const page = seen.answers.find(
      ({ to, status, body }) => to === 'plain-http' && status === 426 && body === 'Upgrade Required',
    );
    return page ? 'It answers plain HTTP with `426` and the words of ws.' : null;
  },
  selectSubprotocol: (protocol) => [
    {
      code: `new WebSocketServer({ port, handleProtocols: (offered) => offered.has("${protocol}") ? "${protocol}" : false })`,
    },
  ],
  allowOrigin: (origin) => [
    {
      note: 'ws takes every origin, so the check is in your code: look for `verifyClient`, or for what handles `upgrade`.',
      code: `new WebSocketServer({ port, verifyClient: ({ origin }) => origin === "${origin}" })`,
    },
  ],
  keepAlive: [
    {
      code: `setInterval(() => {
  for (const client of server.clients) client.ping();
}, 30_000);`,
    },
  ],
};
