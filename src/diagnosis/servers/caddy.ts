import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://caddyserver.com/docs/caddyfile/directives/reverse_proxy */
export const caddy: Server = {
  id: 'caddy',
  name: 'Caddy',
  side: 'network',
  recognise: naming(/Caddy/, 'via'),
  passUpgrade: [
    { note: '`reverse_proxy` passes the upgrade on by itself:', code: 'reverse_proxy /ws 127.0.0.1:9999' },
  ],
};
