import type { Fix } from '../verdict.ts';

/** RFC 6455 §4.2.2, step 5.4. */
export const computeAccept: Fix = {
  side: 'server',
  text: 'Compute it from the key exactly as it came, over the raw bytes of the SHA-1 (not its hex digits), with no line break at the end:',
  code: {
    label: 'Sec-WebSocket-Accept',
    text: 'base64(sha1(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"))',
  },
};
