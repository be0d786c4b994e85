import type { Server } from './server.ts';
import { handshakeThat, headerOf } from './signs.ts';

/** https://github.com/lipp/lua-websockets/blob/master/API.md */
export const luaWebsockets: Server = {
  id: 'lua-websockets',
  name: 'lua-websockets (Lua)',
  side: 'server',
  recognise: (seen) =>
    handshakeThat(
      seen,
      (answer) => answer.status === 101 && /keep-alive/i.test(headerOf(answer, 'connection') ?? ''),
    )
      ? 'Its `101` sends `Connection` back as the browser wrote it, as lua-websockets does.'
      : null,
  selectSubprotocol: (protocol) => [
    {
      note: 'It knows those in `protocols`; `default` serves all other clients:',
      code: `websocket.server.copas.listen { port = port, protocols = { ["${protocol}"] = handler }, default = handler }`,
    },
  ],
};
