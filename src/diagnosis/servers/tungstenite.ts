import type { Server } from './server.ts';
import { handshakeThat, hasExactly } from './signs.ts';

/** https://docs.rs/tungstenite/latest/tungstenite/server/fn.accept_hdr.html */
export const tungstenite: Server = {
  id: 'tungstenite',
  name: 'tungstenite (Rust)',
  side: 'server',
  recognise: (seen) =>
    handshakeThat(
      seen,
      (answer) =>
        answer.status === 101 &&
        (hasExactly(answer, NAMES) || hasExactly(answer, [...NAMES, 'sec-websocket-protocol'])),
    )
      ? 'The headers of its `101` are in lower case, `connection` before `upgrade`, as tungstenite writes them.'
      : null,
  selectSubprotocol: (protocol) => [
    {
      code: `accept_hdr(stream, |request: &Request, mut response: Response| {
    let offered = request.headers().get("Sec-WebSocket-Protocol").and_then(|value| value.to_str().ok()).unwrap_or("");
    if offered.split(',').any(|name| name.trim() == "${protocol}") {
        response.headers_mut().insert("Sec-WebSocket-Protocol", "${protocol}".parse().unwrap());
    }
    Ok(response)
})`,
    },
  ],
  keepAlive: [{ note: 'Every 30 s:', code: 'socket.send(Message::Ping(Default::default()))?;' }],
};

const NAMES = ['connection', 'upgrade', 'sec-websocket-accept'];
