import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://github.com/TooTallNate/Java-WebSocket/wiki */
export const javaWebsocket: Server = {
  id: 'java-websocket',
  name: 'Java-WebSocket (Java)',
  side: 'server',
  recognise: naming(/TooTallNate/),
  selectSubprotocol: (protocol) => [
    {
      note: 'The empty protocol takes clients that offer none:',
      code: `var draft = new Draft_6455(List.of(), List.of(new Protocol("${protocol}"), new Protocol("")));
super(new InetSocketAddress(port), List.of(draft));`,
    },
  ],
  keepAlive: [{ note: 'In seconds:', code: 'server.setConnectionLostTimeout(30);' }],
};
