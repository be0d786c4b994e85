import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://github.com/novnc/websockify */
export const websockify: Server = {
  id: 'websockify',
  name: 'websockify',
  side: 'server',
  recognise: naming(/^WebSockify\b/),
  selectSubprotocol: () => [
    {
      note: 'websockify selects `binary` where it is offered, and takes clients that offer nothing. It refuses all other offers: offer `binary`, or none.',
    },
  ],
  keepAlive: [{ code: 'websockify --heartbeat=30 9999 localhost:5900' }],
};
