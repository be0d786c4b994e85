import { code } from '../code-span.ts';
import { openedWithScheme } from '../differential.ts';
import { probeRow } from '../evidence-rows.ts';
import { fromFinding } from '../from-finding.ts';
import { hostOf } from '../url-parts.ts';

/** What comes back is no TLS record (RFC 8446 §5.1); the browsers' words for it would also fit broken TLS. */
export const tlsToPlainPort = fromFinding(
  'tls-to-plain-port',
  'TLS where none is spoken',
  'tls-to-plain-port',
  (_, evidence) => {
    const { url } = evidence;
    const opened = openedWithScheme(evidence, 'ws:');
    return {
      certainty: opened ? 'proved' : 'likely',
      happened: `${code(hostOf(url))} was asked with \`wss:\`, and what it answered is no TLS: ${opened ? 'asked with `ws:`, it opens.' : 'most likely the port speaks plain WebSocket.'}`,
      more: opened ? [probeRow(opened, evidence)] : [],
      fixes: [
        { side: 'client', text: 'Use `ws:` for this port; a page on https can do so only to localhost.' },
        { side: 'server', text: 'Or put TLS in front of the server.' },
      ],
    };
  },
);
