import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://docs.mojolicious.org/Mojo/Transaction/WebSocket */
export const mojolicious: Server = {
  id: 'mojolicious',
  name: 'Mojolicious (Perl)',
  side: 'server',
  recognise: naming(/^Mojolicious\b/),
  selectSubprotocol: (protocol) => [
    { note: 'First in the action:', code: `$c->tx->with_protocols('${protocol.replaceAll("'", "\\'")}');` },
  ],
  keepAlive: [
    {
      note: 'It gives up idle connections itself. First in the action, in seconds:',
      code: '$c->inactivity_timeout(3600);',
    },
  ],
};
