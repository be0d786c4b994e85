import { fromFinding } from '../cause.ts';

export const hostNotFound = fromFinding(
  'host-not-found',
  'Host name unknown',
  'host-not-found',
  (_, evidence) => ({
    happened: `No address is known for the host of \`${evidence.url}\`.`,
    fixes: [
      { side: 'client', text: 'Check the spelling of the host.' },
      { side: 'network', text: 'Check DNS, and the hosts file for names of your own.' },
    ],
  }),
);
