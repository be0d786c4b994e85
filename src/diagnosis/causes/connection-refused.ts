import { code } from '../code-span.ts';
import { reachedAtSibling } from '../differential.ts';
import { fromFinding } from '../from-finding.ts';
import { hostOf, isLoopback } from '../url-parts.ts';

export const connectionRefused = fromFinding(
  'connection-refused',
  'Nothing listens there',
  'connection-refused',
  (_, evidence) => {
    const { browser, url } = evidence;
    const sibling = reachedAtSibling(evidence);
    // Firefox gives the same error for a network that cannot be reached.
    const isAmbiguous = browser === 'firefox' && !isLoopback(url);
    return {
      certainty: isAmbiguous ? 'likely' : 'proved',
      happened: `The connection to ${code(hostOf(url))} was refused: as a rule nothing listens on that port.${isAmbiguous ? ' Firefox says the same where there is no way to the machine.' : ''}${sibling?.sentence ?? ''}`,
      more: sibling?.rows ?? [],
      fixes: [
        {
          side: 'server',
          text: 'Start the server, and check that it listens on this port and on this address. One that listens on 127.0.0.1 only is not reached by other machines, nor by `localhost` where that means ::1.',
        },
        sibling
          ? {
              side: 'client',
              text: 'Or connect to the address that answers:',
              code: { label: 'URL', text: sibling.url },
            }
          : { side: 'client', text: 'Check host and port.' },
      ],
    };
  },
);
