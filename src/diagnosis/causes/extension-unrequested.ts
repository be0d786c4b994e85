import { fromFinding } from '../cause.ts';

export const extensionUnrequested = fromFinding(
  'extension-unrequested',
  'Unknown extension answered',
  'extension-unrequested',
  ({ value }) => ({
    happened: `The server agreed to the extension \`${value}\`, which the browser did not offer.`,
    fixes: [
      {
        side: 'server',
        text: 'Leave `Sec-WebSocket-Extensions` out, or answer only what the client offered. Turning compression off is a quick test.',
      },
    ],
  }),
);
