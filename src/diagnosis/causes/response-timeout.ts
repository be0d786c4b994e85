import { fromFinding, hostOf } from '../cause.ts';

export const responseTimeout = fromFinding(
  'response-timeout',
  'No answer in time',
  'response-timeout',
  (_, evidence) => ({
    happened: `\`${hostOf(evidence)}\` accepted the connection and did not answer the handshake in time.`,
    fixes: [
      {
        side: 'server',
        text: 'See whether the server is blocked, and whether this port speaks HTTP at all.',
      },
      { side: 'network', text: 'A firewall that drops packets looks the same.' },
    ],
  }),
);
