import { code } from '../code-span.ts';
import type { CertificateFault } from '../finding.ts';
import { fromFinding } from '../from-finding.ts';
import { hostOf } from '../url-parts.ts';

const FAULTS: Readonly<Record<CertificateFault, string>> = {
  authority: ': it is signed by itself or by an authority that the browser does not know',
  name: ': it is made out to another name',
  date: ': it has expired, or is not valid yet',
  other: '',
};

export const certificateRejected = fromFinding(
  'certificate-rejected',
  'Certificate rejected',
  'certificate-rejected',
  ({ fault }, { url }) => ({
    happened: `The browser does not trust the certificate of ${code(hostOf(url))}${FAULTS[fault]}. For a WebSocket it does not even ask.`,
    fixes: [
      {
        side: 'client',
        text: `For development: open ${code(`https://${hostOf(url)}/`)} in a tab once and accept the certificate.`,
      },
      {
        side: 'server',
        text: 'Use a certificate of a trusted authority for exactly this name; mkcert makes one for development.',
      },
    ],
  }),
);
