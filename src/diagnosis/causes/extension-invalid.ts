import { code } from '../code-span.ts';
import { fromFinding } from '../from-finding.ts';

/** RFC 7692 §7.1: parameters that the client must refuse. */
export const extensionInvalid = fromFinding(
  'extension-invalid',
  'Extension answered wrongly',
  'extension-invalid',
  ({ fault }) => ({
    happened: `The server's answer to the offered extension is one that the browser cannot accept: ${code(fault)}.`,
    fixes: [
      {
        side: 'server',
        text: 'Do not copy the offer into the answer: `client_max_window_bits` needs a value there. Turning compression off is a quick test.',
      },
    ],
  }),
);
