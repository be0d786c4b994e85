import { type Cause, findingOf, type Judgement, listOf, pageRow, type Subject } from '../cause.ts';
import { askForNone } from '../fixes/client-subprotocol.ts';
import { selectSubprotocol } from '../fixes/select-subprotocol.ts';

/** RFC 6455 §4.1 lets the server leave it out; WHATWG Fetch makes a browser fail that offered one. Firefox does not. */
export const subprotocolOmitted: Cause = {
  id: 'subprotocol-omitted',
  title: 'Subprotocol not answered',
  judge: (subject) => {
    const { evidence } = subject;
    const finding = findingOf(subject, 'subprotocol-omitted');
    if (evidence.outcome === 'pending') return null;
    if (!finding) return fromProbes(subject);
    const { witness, time, what } = finding;
    const opened = evidence.outcome === 'open';
    const offered = listOf(evidence.protocols);
    return {
      certainty: 'proved',
      severity: opened ? 'warning' : 'failure',
      happened: opened
        ? `The client offered the subprotocol ${offered}, and the server accepted the connection without selecting one. This browser lets it pass. Chrome will refuse it, and the page will only learn 1006.`
        : `The client offered the subprotocol ${offered}, and the server accepted the connection without selecting one. The browser must then refuse it. Native clients and Firefox do not check, so the same server works there.`,
      evidence: [
        { witness: 'page', what: `The client offered ${offered}`, time: evidence.createdAt },
        { witness, time, what },
        ...pageRow(evidence),
      ],
      fixes: [...selectSubprotocol(evidence.protocols[0] ?? 'binary'), ...askForNone(evidence)],
    };
  },
};

/**
 * Without the browser's reason: the same URL opens when nothing is offered. The offer is then to blame; that the
 * server left the answer out is by far the most frequent way, a wrong or repeated answer the others.
 */
function fromProbes({ evidence, findings }: Subject): Judgement | null {
  const isExplained = findings.some(({ kind }) => kind !== 'text-blanked' && kind !== 'not-understood');
  if (evidence.outcome !== 'failed' || evidence.protocols.length === 0 || isExplained) return null;
  const opened = evidence.probes?.find(
    ({ protocols, outcome }) => outcome === 'open' && protocols.length === 0,
  );
  if (!opened) return null;
  const offered = listOf(evidence.protocols);
  return {
    certainty: 'likely',
    severity: 'failure',
    happened: `Offering the subprotocol ${offered} the connection fails; offering none, the same URL opens. Most likely the server does not answer the offer; it may also answer another value, or several.`,
    evidence: [
      { witness: 'page', what: `The client offered ${offered}`, time: evidence.createdAt },
      { witness: 'probe', what: 'Offering no subprotocol opened', time: opened.time },
      ...pageRow(evidence),
    ],
    fixes: [...selectSubprotocol(evidence.protocols[0] ?? 'binary'), ...askForNone(evidence)],
  };
}
