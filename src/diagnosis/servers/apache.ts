import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#protoupgrade */
export const apache: Server = {
  id: 'apache',
  name: 'Apache httpd',
  side: 'network',
  recognise: naming(/^Apache\b/),
  passUpgrade: [
    { note: 'Since version 2.4.47:', code: 'ProxyPass "/ws" "http://127.0.0.1:9999/ws" upgrade=websocket' },
    { note: 'Before, with `mod_proxy_wstunnel`:', code: 'ProxyPass "/ws" "ws://127.0.0.1:9999/ws"' },
  ],
  keepAlive: [{ note: 'In seconds:', code: 'ProxyTimeout 3600' }],
};
