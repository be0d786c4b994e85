import type { Server } from './server.ts';

/** https://netty.io/4.1/api/io/netty/handler/codec/http/websocketx/WebSocketServerProtocolHandler.html */
export const netty: Server = {
  id: 'netty',
  name: 'Netty (Java)',
  side: 'server',
  selectSubprotocol: (protocol) => [{ code: `new WebSocketServerProtocolHandler("/ws", "${protocol}")` }],
  keepAlive: [
    {
      note: 'Add `new IdleStateHandler(0, 30, 0)` to the pipeline, and on its event:',
      code: 'context.writeAndFlush(new PingWebSocketFrame());',
    },
  ],
};
