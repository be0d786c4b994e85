import { code } from '../code-span.ts';
import { fromFinding } from '../from-finding.ts';

/** RFC 6455 §4.1, the client's requirement 5 on the response. */
export const extensionUnrequested = fromFinding(
  'extension-unrequested',
  'Unknown extension answered',
  'extension-unrequested',
  ({ value }) => ({
    happened: `The server agreed to the extension ${code(value)}, which the browser did not offer.`,
    fixes: [
      {
        side: 'server',
        text: 'Leave `Sec-WebSocket-Extensions` out, or answer only what the client offered. Turning compression off is a quick test.',
      },
    ],
  }),
);
