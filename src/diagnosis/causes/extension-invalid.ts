import { fromFinding } from '../cause.ts';

export const extensionInvalid = fromFinding(
  'extension-invalid',
  'Extension answered wrongly',
  'extension-invalid',
  ({ value }) => ({
    happened: `The server agreed to an extension with parameters that the browser cannot accept: \`${value}\`.`,
    fixes: [
      {
        side: 'server',
        text: 'Do not copy the offer into the answer: `client_max_window_bits` needs a value there. Turning compression off is a quick test.',
      },
    ],
  }),
);
