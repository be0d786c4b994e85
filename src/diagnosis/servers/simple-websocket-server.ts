import type { Server } from './server.ts';
import { handshakeThat, headerOf, isBareUpgrade } from './signs.ts';

/** https://github.com/dpallot/simple-websocket-server */
export const simpleWebsocketServer: Server = {
  id: 'simple-websocket-server',
  name: 'SimpleWebSocketServer (Python)',
  side: 'server',
  recognise: (seen) => {
    // libwebsockets writes the same, but never without one of the offers.
    const isOurs = handshakeThat(seen, (answer) => {
      const selected = headerOf(answer, 'sec-websocket-protocol');
      const hasChosen = selected === null ? answer.offered.length === 0 : answer.offered.includes(selected);
      const isPlain = answer.reasonPhrase !== '' && headerOf(answer, 'sec-websocket-extensions') === null;
      return isPlain && isBareUpgrade(answer) && !hasChosen;
    });
    if (isOurs) {
      return 'Its `101` says `WebSocket` with capitals, has no header beyond those it must have, and selects none of the offers.';
    }
    const page = seen.answers.find(
      (answer) =>
        answer.to === 'plain-http' && answer.status === 426 && headerOf(answer, 'upgrade') === 'WebSocket',
    );
    return page ? 'It answers plain HTTP with `426` and `Upgrade: WebSocket` with capitals.' : null;
  },
  selectSubprotocol: (protocol) => [
    {
      note: 'It has no option for it. In `_handleData` of `SimpleWebSocketServer.py`, after the line that makes `hStr`:',
      code: `offered = self.request.headers.get("Sec-WebSocket-Protocol") or ""
if "${protocol}" in [name.strip() for name in offered.split(",")]:
    hStr = hStr[:-2] + "Sec-WebSocket-Protocol: ${protocol}\\r\\n\\r\\n"`,
    },
  ],
};
