import { code } from '../code-span.ts';
import { fromFinding } from '../from-finding.ts';
import { hostOf } from '../url-parts.ts';

export const hostNotFound = fromFinding(
  'host-not-found',
  'Host name unknown',
  'host-not-found',
  (_, { url }) => ({
    happened: `No address is known for the host of ${code(hostOf(url))}.`,
    fixes: [
      { side: 'client', text: 'Check the spelling of the host.' },
      { side: 'network', text: 'Check DNS, and the hosts file for names of your own.' },
    ],
  }),
);
