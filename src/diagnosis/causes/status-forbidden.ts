import { code as codeSpan } from '../code-span.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { allowOrigin } from '../fixes/server-fixes.ts';
import { fromFinding } from '../from-finding.ts';
import { originOf } from '../url-parts.ts';

export const statusForbidden = fromFinding(
  'status-forbidden',
  'Server forbids it (403)',
  'status',
  ({ code }, evidence) => {
    const { initiator } = evidence;
    if (code !== 403) return null;
    return namesNoOrigin(evidence)
      ? {
          happened:
            'The server answered `403` to a client that names no origin, as native clients do. Most often it lets in only those that name one it knows.',
          fixes: [
            { side: 'server', text: 'Let in requests without `Origin` too: they come from no page.' },
            {
              side: 'client',
              text: 'Or let the client send an `Origin` that the server knows, where it can.',
            },
          ],
        }
      : {
          happened: `The server answered \`403\`. Most often it does not accept the page's origin, ${codeSpan(originOf(initiator))}; a firewall or a bot check answers the same.`,
          fixes: [
            ...allowOrigin(originOf(initiator)),
            {
              side: 'client',
              text: 'A page from a file or a sandboxed frame has the origin `null`: serve it over http, from an origin that the server knows.',
            },
          ],
        };
  },
);

/** The request was seen, and has no such header. */
function namesNoOrigin({ exchange }: HandshakeEvidence): boolean {
  const names = exchange?.requestHeaders?.map(({ name }) => name.toLowerCase()) ?? [];
  return names.includes('host') && !names.includes('origin');
}
