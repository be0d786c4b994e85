import { code } from '../code-span.ts';
import { fromFinding } from '../from-finding.ts';
import { hostOf } from '../url-parts.ts';

export const responseNotHttp = fromFinding(
  'response-not-http',
  'Answer is not HTTP',
  'response-not-http',
  (_, { url }) => ({
    happened: `Something answers at ${code(hostOf(url))}, but not in HTTP: a game server for plain TCP, a TLS port that was asked without TLS, or a broken status line.`,
    fixes: [
      {
        side: 'client',
        text: url.startsWith('ws:')
          ? 'Check the port, and try `wss:` where TLS may be spoken.'
          : 'Check the port.',
      },
      { side: 'server', text: 'A plain TCP server needs a WebSocket in front of it, such as websockify.' },
    ],
  }),
);
