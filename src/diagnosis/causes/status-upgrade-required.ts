import { fromFinding } from '../cause.ts';

export const statusUpgradeRequired = fromFinding(
  'status-upgrade-required',
  'Upgrade never arrived (426)',
  'status',
  ({ code }) =>
    code === 426 || code === 405
      ? {
          happened: `The server answered \`${code}\`: it did not see a request to upgrade. Something between the browser and the server dropped the \`Upgrade\` header.`,
          fixes: [
            {
              side: 'network',
              text: 'Let the proxy pass the upgrade on. nginx does so only when told:',
              code: {
                label: 'nginx',
                text: 'proxy_http_version 1.1;\nproxy_set_header Upgrade $http_upgrade;\nproxy_set_header Connection "upgrade";',
              },
            },
          ],
        }
      : null,
);
