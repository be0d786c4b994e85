import { fromFinding, hostOf } from '../cause.ts';

export const tlsToPlainPort = fromFinding(
  'tls-to-plain-port',
  'TLS where none is spoken',
  'tls-to-plain-port',
  (_, evidence) => ({
    happened: `\`${hostOf(evidence)}\` was asked with \`wss:\`, and does not speak TLS.`,
    fixes: [
      { side: 'client', text: 'Use `ws:` for this port; a page on https cannot, except to localhost.' },
      { side: 'server', text: 'Or put TLS in front of the server.' },
    ],
  }),
);
