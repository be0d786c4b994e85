import { type Cause, pageRow } from '../cause.ts';
import { askFor } from '../fixes/client-subprotocol.ts';

/** Only a probe can tell: the same URL opens with a subprotocol and does not without. */
export const subprotocolRequired: Cause = {
  id: 'subprotocol-required',
  title: 'Server requires a subprotocol',
  judge: ({ evidence }) => {
    if (evidence.outcome !== 'failed' || evidence.protocols.length > 0) return null;
    const opened = evidence.probes?.find(
      ({ protocols, outcome, selectedProtocol }) =>
        outcome === 'open' && protocols.length > 0 && selectedProtocol,
    );
    const [protocol] = opened?.protocols ?? [];
    if (!opened || protocol === undefined) return null;
    return {
      certainty: 'likely',
      severity: 'failure',
      happened: `Without a subprotocol the connection fails; with \`${protocol}\` the same URL opens.`,
      evidence: [
        {
          witness: 'probe',
          what: `Offering \`${protocol}\` opened, and the server selected it`,
          time: opened.time,
        },
        ...pageRow(evidence),
      ],
      fixes: [
        askFor(evidence, protocol),
        { side: 'server', text: 'Or let the server accept clients that offer none.' },
      ],
    };
  },
};
