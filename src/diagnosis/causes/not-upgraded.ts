import { fromFinding } from '../cause.ts';
import { pathOf } from '../url-parts.ts';

export const notUpgraded = fromFinding(
  'not-upgraded',
  'An ordinary page answered (200)',
  'status',
  ({ code }, evidence) =>
    code >= 200 && code < 300
      ? {
          happened: `The server answered \`${code}\` like to a request for a page, not \`101\`: there is no WebSocket at \`${pathOf(evidence.url)}\`, or a proxy dropped the upgrade.`,
          fixes: [
            {
              side: 'client',
              text: 'Check host, port and path: this may be the web server of the page, not the game server.',
            },
            {
              side: 'network',
              text: 'Behind a proxy, pass the upgrade on:',
              code: {
                label: 'nginx',
                text: 'proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection "upgrade";',
              },
            },
          ],
        }
      : null,
);
