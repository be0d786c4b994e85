import { code } from '../code-span.ts';
import { fromFinding } from '../from-finding.ts';
import { hostOf } from '../url-parts.ts';

export const responseTimeout = fromFinding(
  'response-timeout',
  'No answer in time',
  'response-timeout',
  ({ stage, witness }, { url }) => ({
    certainty: witness === 'page' ? 'likely' : 'proved',
    happened: `${code(hostOf(url))} ${
      stage === 'connect'
        ? 'did not even accept the connection in time.'
        : 'gave no whole answer to the handshake in time; whether it accepted the connection is not known.'
    }`,
    fixes: [
      {
        side: 'server',
        text: 'See whether the server is blocked, and whether this port speaks HTTP at all: a plain TCP server waits as well.',
      },
      {
        side: 'network',
        text: 'A firewall that drops packets looks the same: try from the machine of the server.',
      },
    ],
  }),
);
