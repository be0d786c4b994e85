import { code as codeSpan } from '../code-span.ts';
import { allowOrigin } from '../fixes/server-fixes.ts';
import { fromFinding } from '../from-finding.ts';
import { originOf } from '../url-parts.ts';

export const statusForbidden = fromFinding(
  'status-forbidden',
  'Server forbids it (403)',
  'status',
  ({ code }, { initiator }) =>
    code === 403
      ? {
          happened: `The server answered \`403\`. Most often it does not accept the page's origin, ${codeSpan(originOf(initiator))}; a firewall or a bot check answers the same.`,
          fixes: [
            ...allowOrigin(originOf(initiator)),
            {
              side: 'client',
              text: 'A page from a file or a sandboxed frame has the origin `null`: serve it over http, from an origin that the server knows.',
            },
          ],
        }
      : null,
);
