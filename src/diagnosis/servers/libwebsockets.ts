import type { Seen, Server } from './server.ts';
import { handshakeThat, headerOf, isBareUpgrade, naming } from './signs.ts';

const named = naming(/libwebsockets/);

/** Its `101` alone could be that of a small server written by hand, such as SimpleWebSocketServer. */
function byMore(seen: Seen): string | null {
  const bare = handshakeThat(seen, isBareUpgrade);
  if (!bare) return null;
  if (seen.hangsUpOnHttp) {
    return 'Its `101` says `WebSocket` with capitals, and it hangs up on plain HTTP, as servers built on libwebsockets do, Mosquitto for one.';
  }
  return headerOf(bare, 'sec-websocket-extensions')?.includes('permessage-deflate')
    ? 'Its `101` says `WebSocket` with capitals and takes compression, as libwebsockets answers.'
    : null;
}

/** https://libwebsockets.org/lws-api-doc-main/html/structlws__protocols.html */
export const libwebsockets: Server = {
  id: 'libwebsockets',
  name: 'libwebsockets (C)',
  side: 'server',
  recognise: (seen) => {
    const isOurs = handshakeThat(
      seen,
      (answer) =>
        isBareUpgrade(answer) && answer.offered.includes(headerOf(answer, 'sec-websocket-protocol') ?? ''),
    );
    return (
      named(seen) ??
      (isOurs
        ? 'Its `101` says `WebSocket` with capitals and has no header beyond those it must have, as libwebsockets answers.'
        : byMore(seen))
    );
  },
  onUnknownOffer: 'closes',
  selectSubprotocol: (protocol) => [
    {
      note: 'It refuses what is not in its list of protocols. Add a line; the first serves clients that offer none:',
      code: `{ "${protocol}", callback, sizeof(struct session), 4096 },`,
    },
  ],
  keepAlive: [
    {
      code: `static const lws_retry_bo_t retry = { .secs_since_valid_ping = 30, .secs_since_valid_hangup = 60 };
info.retry_and_idle_policy = &retry;`,
    },
  ],
};
