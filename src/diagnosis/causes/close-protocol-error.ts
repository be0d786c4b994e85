import { fromCloseCode, orCutByBrowser } from '../from-close-code.ts';
import type { Fix } from '../verdict.ts';

const FRAMES: Fix = {
  side: 'server',
  text: 'Look for code that writes frames by hand, and for two writers on one connection. Turning compression off is a quick test.',
};

const CLOSE_FRAME: Fix = {
  side: 'server',
  text: 'Send a close frame that is empty, or has a code that may be sent. `1005` and `1006` never may: websockify sends `1005` in answer to a `close()` without a code.',
};

const BY_SERVER = fromCloseCode({
  id: 'close-protocol-error',
  title: 'Protocol error',
  explain: (code) => {
    if (code === 1002) {
      return {
        severity: 'failure',
        happened:
          'The server closed with `1002`: it says that what came from the browser broke the protocol. Browsers write correct frames, so most likely the server misread them, or gives this code for something else.',
        fixes: [
          FRAMES,
          {
            side: 'server',
            text: 'If the page had called `close()` with a code of its own: some servers (simple-websocket-server) answer `1002` to codes that they do not know.',
          },
        ],
      };
    }
    if (code === 1010) {
      return {
        severity: 'failure',
        happened:
          'The server closed with `1010`, which means that an extension it needs was not agreed on. Only clients should send this.',
        fixes: [{ side: 'server', text: 'Let the server work without extensions, compression among them.' }],
      };
    }
    return isForbidden(code)
      ? {
          severity: 'warning',
          happened: `The server closed with \`${code}\`, a code that no endpoint may send. This browser passes it on; another may report an error and \`1006\` in its place.`,
          fixes: [CLOSE_FRAME],
        }
      : null;
  },
});

/** RFC 6455 §7.4: reserved, not to be sent, or not defined. 1005 and 1006 are what browsers say of no code. */
function isForbidden(code: number): boolean {
  if (code === 1005 || code === 1006) return false;
  return code < 1000 || code === 1004 || (code >= 1015 && code < 3000) || code >= 5000;
}

/** RFC 6455 §7.4.1, 1002 and 1010; frames and close frames that §5 and §7.4 forbid. */
export const closeProtocolError = orCutByBrowser(BY_SERVER, {
  'frame-invalid': {
    severity: 'failure',
    happened: 'The server sent a frame that WebSockets do not allow, and the browser cut the connection.',
    fixes: [FRAMES],
  },
  'close-frame-invalid': {
    severity: 'warning',
    happened:
      'The server closed, with a close frame that WebSockets do not allow. So the page got an error and `1006` in place of its code.',
    fixes: [
      CLOSE_FRAME,
      { side: 'client', text: 'Until then call `close(1000)`, and take `1006` for the end.' },
    ],
  },
});
