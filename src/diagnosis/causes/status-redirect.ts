import { fromFinding } from '../cause.ts';

export const statusRedirect = fromFinding(
  'status-redirect',
  'Server redirects',
  'status',
  ({ code, location }) =>
    code >= 300 && code < 400
      ? {
          happened: `The server answered \`${code}\` and points to ${location ? `\`${location}\`` : 'another address'}. A browser does not follow a redirect of a WebSocket.`,
          fixes: [
            {
              side: 'client',
              text: location
                ? `Connect to where it points, with the scheme \`ws:\` or \`wss:\`: \`${location}\``
                : 'Find the final address (open the http twin of the URL in a tab) and connect to it.',
            },
            {
              side: 'server',
              text: 'Or leave this path out of the redirect. The usual reasons: http to https, a missing slash at the end, a login page.',
            },
          ],
        }
      : null,
);
