import { code as codeSpan } from '../code-span.ts';
import { passUpgrade } from '../fixes/server-fixes.ts';
import { fromFinding } from '../from-finding.ts';
import { pathOf } from '../url-parts.ts';

export const notUpgraded = fromFinding(
  'not-upgraded',
  'An ordinary page answered (200)',
  'status',
  ({ code }, { url }) =>
    code === 200
      ? {
          happened: `The server answered \`200\`, as if it were asked for a page, not \`101\`: there is no WebSocket at ${codeSpan(pathOf(url))}, or a proxy dropped the upgrade.`,
          fixes: [
            {
              side: 'client',
              text: 'Check host, port and path: this may be the web server of the page, not the game server.',
            },
            ...passUpgrade,
          ],
        }
      : null,
);
