import { fromFinding } from '../cause.ts';

export const acceptMissing = fromFinding('accept-missing', 'Accept header missing', 'accept-missing', () => ({
  happened: "The server's 101 has no `Sec-WebSocket-Accept`, the proof that it understood the handshake.",
  fixes: [
    {
      side: 'server',
      text: 'Compute it from the key of the request:',
      code: { label: 'RFC 6455', text: 'base64(sha1(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))' },
    },
  ],
}));
