import { fromFinding } from '../cause.ts';

export const statusServerError = fromFinding('status-server-error', 'Server failed', 'status', ({ code }) =>
  code >= 500
    ? {
        happened: `The server answered \`${code}\`${code === 502 || code === 503 || code === 504 ? ': a proxy is there, and the game server behind it is not, or is too slow' : ': it failed while it handled the request'}.`,
        fixes: [
          {
            side: 'server',
            text:
              code === 502 || code === 503 || code === 504
                ? 'Start the server behind the proxy, and check the address that the proxy sends to.'
                : "Look into the server's log at this time.",
          },
        ],
      }
    : null,
);
