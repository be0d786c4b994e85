import { fromFinding } from '../from-finding.ts';

export const statusUnauthorized = fromFinding(
  'status-unauthorized',
  'Login needed (401)',
  'status',
  ({ code }) =>
    code === 401
      ? {
          happened:
            'The server answered `401`: it wants to know who is asking. A page cannot add headers to a WebSocket, so the browser has nothing to answer with.',
          fixes: [
            {
              side: 'client',
              text: 'Send the token in the query or as the first message, or log in first so that a cookie goes along. A cookie of another site needs `SameSite=None; Secure`.',
            },
            {
              side: 'server',
              text: 'Accept the token where a browser can put it. It may also have expired.',
            },
          ],
        }
      : null,
);
