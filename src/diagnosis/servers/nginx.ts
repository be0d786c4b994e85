import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://nginx.org/en/docs/http/websocket.html */
export const nginx: Server = {
  id: 'nginx',
  name: 'nginx',
  side: 'network',
  recognise: naming(/^(?:nginx|openresty)\b/),
  passUpgrade: [
    {
      note: 'In the `location`:',
      code: `proxy_http_version 1.1;
proxy_set_header Upgrade $http_upgrade;
proxy_set_header Connection "upgrade";`,
    },
  ],
  keepAlive: [
    {
      note: 'It ends what is silent for 60 s. In the `location`:',
      code: 'proxy_read_timeout 1h;\nproxy_send_timeout 1h;',
    },
  ],
};
