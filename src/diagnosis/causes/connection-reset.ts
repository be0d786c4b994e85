import { fromFinding, hostOf } from '../cause.ts';

export const connectionReset = fromFinding(
  'connection-reset',
  'Connection was reset',
  'connection-reset',
  (_, evidence) => ({
    happened: `The connection to \`${hostOf(evidence)}\` was reset in the middle of the handshake: by the server, a firewall, or a proxy.`,
    fixes: [
      {
        side: 'network',
        text: 'Try without the proxy or firewall in between; then look into the log of the server.',
      },
    ],
  }),
);
