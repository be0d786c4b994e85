import type { Server } from './server.ts';
import { handshakeThat, naming } from './signs.ts';

const named = naming(/^daphne/i);

/** https://channels.readthedocs.io/en/stable/topics/security.html */
export const djangoChannels: Server = {
  id: 'django-channels',
  name: 'Django Channels (Python)',
  side: 'server',
  recognise: (seen) =>
    named(seen) ??
    (handshakeThat(seen, ({ reasonPhrase }) => reasonPhrase === 'Access denied')
      ? 'It says `Access denied` where others say `Forbidden`, as Daphne does.'
      : null),
  selectSubprotocol: (protocol) => [
    {
      note: 'In `connect` of the consumer:',
      code: `await self.accept("${protocol}" if "${protocol}" in self.scope["subprotocols"] else None)`,
    },
  ],
  allowOrigin: (origin) => [
    {
      note: '`AllowedHostsOriginValidator` goes by `ALLOWED_HOSTS`. Or name the origins:',
      code: `OriginValidator(application, ["${origin}"])`,
    },
  ],
  keepAlive: [
    {
      note: 'Daphne pings every 20 s by itself, unless told otherwise:',
      code: 'daphne --ping-interval 20 project.asgi:application',
    },
  ],
};
