import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://developers.cloudflare.com/network/websockets/ */
export const cloudflare: Server = {
  id: 'cloudflare',
  name: 'Cloudflare',
  side: 'network',
  recognise: naming(/^cloudflare/),
  passUpgrade: [{ note: 'In the dashboard, under *Network*, switch *WebSockets* on.' }],
  keepAlive: [
    {
      note: 'Cloudflare ends what is silent for about 100 s, and that cannot be changed: let the server ping more often.',
    },
  ],
};
