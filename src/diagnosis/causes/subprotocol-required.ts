import type { Cause } from '../cause.ts';
import { code } from '../code-span.ts';
import { failedAgain, openedWithOffer, rowsOfDifference } from '../differential.ts';
import { type Finding, isReason } from '../finding.ts';
import { askFor } from '../fixes/client-fixes.ts';
import { selectSubprotocol } from '../fixes/server-fixes.ts';

/** Ways in which a server refuses a client; that it is for the missing offer, only a probe can tell. */
const REFUSALS: ReadonlySet<Finding['kind']> = new Set([
  'status',
  'closed-before-response',
  'connection-reset',
  'closed-or-reset',
]);

/** Some servers turn away a client that offers none of their subprotocols: MQTT, WAMP, OCPP, STOMP, websockify. */
export const subprotocolRequired: Cause = {
  id: 'subprotocol-required',
  title: 'Server requires a subprotocol',
  judge: ({ evidence, findings }) => {
    const opened = openedWithOffer(evidence);
    const reasons = findings.filter((finding) => isReason(finding, evidence));
    if (!opened || !reasons.every(({ kind }) => REFUSALS.has(kind))) return null;
    // Without a text Chrome may also have refused a server that answers a subprotocol to everybody. Firefox would not.
    const isAmbiguous = reasons.length === 0 && evidence.browser !== 'firefox';
    const protocol = opened.selectedProtocol;
    const isProved = !isAmbiguous && reasons.length > 0 && failedAgain(evidence) !== null;
    return {
      certainty: isAmbiguous ? 'possible' : isProved ? 'proved' : 'likely',
      severity: 'failure',
      happened: `Offering no subprotocol the connection fails; offering ${code(protocol)}, the same URL opens. ${
        isAmbiguous
          ? 'Either the server requires a subprotocol, or it answers one to everybody and the browser refused that; the way out for the client is the same.'
          : isProved
            ? 'The server requires a subprotocol.'
            : 'Most likely the server requires a subprotocol.'
      }`,
      evidence: rowsOfDifference({ evidence, findings }, opened),
      fixes: [
        ...askFor(evidence, protocol),
        ...selectSubprotocol(
          protocol,
          'Or let the server accept clients that offer none, and send `Sec-WebSocket-Protocol` only to those that do.',
        ),
      ],
    };
  },
};
