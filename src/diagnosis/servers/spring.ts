import type { Server } from './server.ts';
import { handshakeThat } from './signs.ts';

/** https://docs.spring.io/spring-framework/reference/web/websocket/server.html */
export const spring: Server = {
  id: 'spring',
  name: 'Spring (Java)',
  side: 'server',
  recognise: (seen) =>
    handshakeThat(seen, ({ headers }) =>
      headers.some(({ name, value }) => name === 'Vary' && value.includes('Access-Control-Request-Method')),
    )
      ? 'Its answer to the handshake has `Vary: Access-Control-Request-Method`, as those of Spring.'
      : null,
  selectSubprotocol: (protocol) => [
    {
      note: 'In `registerWebSocketHandlers`:',
      code: `var handshake = new DefaultHandshakeHandler();
handshake.setSupportedProtocols("${protocol}");
registry.addHandler(handler, "/ws").setHandshakeHandler(handshake);`,
    },
  ],
  allowOrigin: (origin) => [
    {
      note: 'It takes only the origin that it has itself, unless told otherwise:',
      code: `registry.addHandler(handler, "/ws").setAllowedOrigins("${origin}");`,
    },
  ],
  keepAlive: [{ note: 'Every 30 s:', code: 'session.sendMessage(new PingMessage());' }],
};
