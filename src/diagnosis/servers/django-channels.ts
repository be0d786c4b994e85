import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://channels.readthedocs.io/en/stable/topics/security.html */
export const djangoChannels: Server = {
  id: 'django-channels',
  name: 'Django Channels (Python)',
  side: 'server',
  recognise: naming(/^daphne/i),
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
