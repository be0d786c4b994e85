import { fromCloseCode, orCutByBrowser } from '../from-close-code.ts';

const BY_SERVER = fromCloseCode({
  id: 'close-invalid-payload',
  title: 'Payload not understood',
  explain: (code) =>
    code === 1003 || code === 1007
      ? {
          severity: 'failure',
          happened:
            'The server could not take the kind of data it got: binary where it wants text or the reverse, or data that is not what it claims to be.',
          fixes: [
            {
              side: 'client',
              text: 'Send text as text and binary as binary. Emscripten sends everything as binary.',
            },
            { side: 'server', text: 'Or let the server accept both.' },
          ],
        }
      : null,
});

/** RFC 6455 §7.4.1, 1003 and 1007. */
export const closeInvalidPayload = orCutByBrowser(BY_SERVER, {
  'text-not-utf8': {
    severity: 'failure',
    happened: 'The server sent a text frame that is no UTF-8, and the browser cut the connection.',
    fixes: [
      {
        side: 'server',
        text: 'Send bytes as binary frames, and only UTF-8 as text. A text that is cut in the middle of a character is none.',
      },
    ],
  },
});
