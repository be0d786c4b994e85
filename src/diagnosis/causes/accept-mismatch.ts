import { fromFinding } from '../cause.ts';

export const acceptMismatch = fromFinding(
  'accept-mismatch',
  'Accept header wrong',
  'accept-mismatch',
  () => ({
    happened:
      "The server's `Sec-WebSocket-Accept` does not belong to the key of this request: it is computed wrongly, or the answer is an old one from a cache.",
    fixes: [
      {
        side: 'server',
        text: 'Compute it from the key exactly as it came, over the raw bytes of the SHA-1, without a line break:',
        code: { label: 'RFC 6455', text: 'base64(sha1(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))' },
      },
    ],
  }),
);
