import type { Server } from './server.ts';
import { naming } from './signs.ts';

/** https://hexdocs.pm/phoenix/Phoenix.Endpoint.html#socket/3 */
export const phoenix: Server = {
  id: 'phoenix',
  name: 'Phoenix (Elixir)',
  side: 'server',
  recognise: naming(/^Cowboy$/i),
  selectSubprotocol: (protocol) => [
    { code: `socket "/socket", MyAppWeb.UserSocket, websocket: [subprotocols: ["${protocol}"]]` },
  ],
  allowOrigin: (origin) => [{ code: `config :my_app, MyAppWeb.Endpoint, check_origin: ["${origin}"]` }],
  keepAlive: [
    {
      note: 'Its own JavaScript client sends a heartbeat every 30 s: leave `heartbeatIntervalMs` below the limit.',
    },
  ],
};
