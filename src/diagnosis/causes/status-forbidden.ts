import { fromFinding } from '../cause.ts';
import { originOf } from '../url-parts.ts';

export const statusForbidden = fromFinding(
  'status-forbidden',
  'Server forbids it (403)',
  'status',
  ({ code }, evidence) =>
    code === 403
      ? {
          happened: `The server answered \`403\`. Most often it does not accept the page's origin, \`${originOf(evidence.initiator)}\`; a firewall or a bot check answers the same.`,
          fixes: [
            {
              side: 'server',
              text: `Allow the origin \`${originOf(evidence.initiator)}\` (gorilla: \`CheckOrigin\`, Tornado: \`check_origin\`, Django Channels: \`AllowedHostsOriginValidator\`, Spring: \`setAllowedOrigins\`).`,
            },
            {
              side: 'client',
              text: 'A page from a file or a sandboxed frame has the origin `null`: serve it over http.',
            },
          ],
        }
      : null,
);
