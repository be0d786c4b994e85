import { fromFinding } from '../from-finding.ts';

/** Codes of a gateway (RFC 9110 §15.6.3 to §15.6.5); 503 is also said by a server that has too much to do. */
const GATEWAY: Readonly<Record<number, string>> = {
  502: ': a proxy answers, and got nothing it could use from the server behind it',
  503: ': there is a server or a proxy, and it cannot serve this now',
  504: ': a proxy answers, and the server behind it did not in time',
};

export const statusServerError = fromFinding(
  'status-server-error',
  'Server failed (5xx)',
  'status',
  ({ code }) =>
    code >= 500 && code < 600
      ? {
          happened: `The server answered \`${code}\`${GATEWAY[code] ?? ': it failed while it handled the request'}.`,
          fixes:
            code in GATEWAY
              ? [
                  {
                    side: 'server',
                    text: 'Start the game server behind the proxy, and check the address that the proxy sends to.',
                  },
                ]
              : [
                  {
                    side: 'server',
                    text: "Look into the server's log at this time. Some servers fail on a subprotocol that they do not know: connect without one to see.",
                  },
                ],
        }
      : null,
);
