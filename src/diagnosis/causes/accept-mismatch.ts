import { computeAccept } from '../fixes/compute-accept.ts';
import { fromFinding } from '../from-finding.ts';

/** RFC 6455 §4.1, the client's requirement 4 on the response. */
export const acceptMismatch = fromFinding(
  'accept-mismatch',
  'Accept header wrong',
  'accept-mismatch',
  ({ fault }) =>
    fault === 'repeated'
      ? {
          happened: "The server's 101 has `Sec-WebSocket-Accept` more than once.",
          fixes: [
            {
              side: 'server',
              text: 'Set the header in one place only: the application or its framework, not both.',
            },
          ],
        }
      : {
          happened:
            "The server's `Sec-WebSocket-Accept` does not belong to the key of this request: it is computed wrongly, or the answer is an old one from a cache.",
          fixes: [computeAccept],
        },
);
