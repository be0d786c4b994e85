import type { Server } from './server.ts';
import { handshakeThat, headerOf, naming } from './signs.ts';

const named = naming(/^(?:uvicorn|hypercorn)/);

/** https://www.starlette.io/websockets/ */
export const starlette: Server = {
  id: 'starlette',
  name: 'FastAPI, Starlette (Python)',
  side: 'server',
  recognise: (seen) => {
    const isWsproto = handshakeThat(
      seen,
      (answer) =>
        answer.status === 101 && answer.reasonPhrase === '' && headerOf(answer, 'upgrade') === 'WebSocket',
    );
    return (
      named(seen) ??
      (isWsproto
        ? 'Its `101` has no words behind the number and says `WebSocket`, as Uvicorn and Hypercorn with wsproto do.'
        : null)
    );
  },
  selectSubprotocol: (protocol) => [
    {
      code: `offered = websocket.scope["subprotocols"]
await websocket.accept(subprotocol="${protocol}" if "${protocol}" in offered else None)`,
    },
  ],
  allowOrigin: () => [
    {
      note: 'Starlette checks no origin. It answers `403` where no route takes a WebSocket at this path, and where the code closes before it calls `accept()`.',
    },
  ],
  keepAlive: [
    {
      note: 'Uvicorn pings every 20 s by itself, unless told otherwise:',
      code: 'uvicorn --ws-ping-interval 20 main:app',
    },
  ],
};
