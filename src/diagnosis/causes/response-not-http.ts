import { fromFinding, hostOf } from '../cause.ts';

export const responseNotHttp = fromFinding(
  'response-not-http',
  'Answer is not HTTP',
  'response-not-http',
  (_, evidence) => ({
    happened: `Something answers at \`${hostOf(evidence)}\`, but not in HTTP: a game server for plain TCP, or a TLS port that was asked without TLS.`,
    fixes: [
      { side: 'client', text: 'Check the port, and try `wss:` where TLS may be spoken.' },
      { side: 'server', text: 'A plain TCP server needs a WebSocket in front of it, such as websockify.' },
    ],
  }),
);
