import { code } from '../code-span.ts';
import { fromFinding } from '../from-finding.ts';
import { hostOf } from '../url-parts.ts';

/** What comes back is no TLS record (RFC 8446 §5.1); the browsers' words for it would also fit broken TLS. */
export const tlsToPlainPort = fromFinding(
  'tls-to-plain-port',
  'TLS where none is spoken',
  'tls-to-plain-port',
  (_, { url }) => ({
    certainty: 'likely',
    happened: `${code(hostOf(url))} was asked with \`wss:\`, and what it answered is no TLS: most likely the port speaks plain WebSocket.`,
    fixes: [
      { side: 'client', text: 'Use `ws:` for this port; a page on https can do so only to localhost.' },
      { side: 'server', text: 'Or put TLS in front of the server.' },
    ],
  }),
);
