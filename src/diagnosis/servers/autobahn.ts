import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://autobahn.readthedocs.io/en/latest/websocket/programming.html */
export const autobahn: Server = {
  id: 'autobahn',
  name: 'Autobahn (Python)',
  side: 'server',
  recognise: naming(/^AutobahnPython\//),
  selectSubprotocol: (protocol) => [
    {
      note: 'In the protocol:',
      code: `def onConnect(self, request):
    return "${protocol}" if "${protocol}" in request.protocols else None`,
    },
  ],
  allowOrigin: (origin) => [{ code: `factory.setProtocolOptions(allowedOrigins=["${origin}"])` }],
  keepAlive: [{ code: 'factory.setProtocolOptions(autoPingInterval=30)' }],
};
