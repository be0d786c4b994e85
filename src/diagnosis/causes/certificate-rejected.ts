import { fromFinding, hostOf } from '../cause.ts';

export const certificateRejected = fromFinding(
  'certificate-rejected',
  'Certificate rejected',
  'certificate-rejected',
  (_, evidence) => ({
    happened: `The browser does not trust the certificate of \`${hostOf(evidence)}\`. For a WebSocket it does not even ask.`,
    fixes: [
      {
        side: 'client',
        text: `Open \`https://${hostOf(evidence)}\` in a tab once and accept the certificate, for development.`,
      },
      {
        side: 'server',
        text: 'Use a certificate of a trusted authority for exactly this name; mkcert makes one for development.',
      },
    ],
  }),
);
