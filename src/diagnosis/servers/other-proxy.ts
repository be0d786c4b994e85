import type { Server } from './server.ts';

/** What every proxy must do, for those that have no entry. */
export const otherProxy: Server = {
  id: 'other-proxy',
  name: 'Another proxy',
  side: 'network',
  passUpgrade: [
    {
      note: 'The request must reach the server as HTTP/1.1, with these lines as the browser sent them:',
      code: 'Connection: Upgrade\nUpgrade: websocket',
    },
  ],
  keepAlive: [
    { note: 'Raise the time after which it ends a silent connection, or let the server ping more often.' },
  ],
};
