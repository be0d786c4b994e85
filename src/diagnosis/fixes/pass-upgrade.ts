import type { Fix } from '../verdict.ts';

/** A reverse proxy drops `Upgrade` and `Connection` unless told to pass them on (RFC 9110 §7.6.1, hop by hop). */
export const passUpgrade: Fix = {
  side: 'network',
  text: 'If a proxy stands in front of the server, let it pass the upgrade on. nginx does so only when told, in the `location`:',
  code: {
    label: 'nginx',
    text: 'proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection "upgrade";',
  },
};
