import { computeAccept } from '../fixes/compute-accept.ts';
import { fromFinding } from '../from-finding.ts';

/** RFC 6455 §4.1, the client's requirement 4 on the response. */
export const acceptMissing = fromFinding('accept-missing', 'Accept header missing', 'accept-missing', () => ({
  happened: "The server's 101 has no `Sec-WebSocket-Accept`, the proof that it understood the handshake.",
  fixes: [computeAccept],
}));
