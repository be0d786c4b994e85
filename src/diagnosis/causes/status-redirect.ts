import { code as codeSpan } from '../code-span.ts';
import { fromFinding } from '../from-finding.ts';

/** RFC 9110 §15.4; a browser's WebSocket does not follow them (WHATWG Fetch, redirect mode "error"). */
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export const statusRedirect = fromFinding(
  'status-redirect',
  'Server redirects',
  'status',
  ({ code, location }) =>
    REDIRECTS.has(code)
      ? {
          happened: `The server answered \`${code}\` and points to ${location ? codeSpan(location) : 'another address'}. A browser does not follow a redirect of a WebSocket.`,
          fixes: [
            {
              side: 'client',
              text: location
                ? `Connect to where it points, with the scheme \`ws:\` or \`wss:\`: ${codeSpan(location)}`
                : 'Find the final address (open the URL with `http:` or `https:` in a tab) and connect to it.',
            },
            {
              side: 'server',
              text: 'Or leave this path out of the redirect. The usual reasons: http to https, a missing slash at the end, a login page.',
            },
          ],
        }
      : null,
);
