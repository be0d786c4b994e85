import type { Cause, Judgement, Subject } from '../cause.ts';
import { code, codes } from '../code-span.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { findingRow, offerRow, pageRow } from '../evidence-rows.ts';
import { findingOf } from '../finding.ts';
import { habitOf } from '../servers/registry.ts';
import { fromRefusedOffer } from '../offer-refused.ts';
import { askForNone } from '../fixes/client-fixes.ts';
import { selectSubprotocol } from '../fixes/server-fixes.ts';
import { openingOf } from '../opening.ts';

/** RFC 6455 §4.1 lets the server leave it out; WHATWG Fetch makes a browser fail that offered one. Firefox does not. */
export const subprotocolOmitted: Cause = {
  id: 'subprotocol-omitted',
  title: 'Subprotocol not answered',
  judge: (subject) => {
    const { evidence, findings } = subject;
    const finding = findingOf(findings, 'subprotocol-omitted');
    if (evidence.outcome !== 'open' && evidence.outcome !== 'failed') return null;
    if (!finding) return fromProbes(subject);
    return {
      ...howItEnded(evidence),
      evidence: [offerRow(evidence), findingRow(finding), ...pageRow(evidence)],
      fixes: fixes(evidence),
    };
  },
};

function howItEnded(evidence: HandshakeEvidence): Pick<Judgement, 'certainty' | 'severity' | 'happened'> {
  const accepted = `The client offered the subprotocol ${codes(evidence.protocols)}, and the server accepted the connection without selecting one.`;
  if (openingOf(evidence) !== null) {
    return {
      certainty: 'proved',
      severity: 'warning',
      happened: `${accepted} This browser lets it pass. Chrome will refuse it, and the page will only learn 1006.`,
    };
  }
  if (evidence.browser === 'firefox') {
    return {
      certainty: 'likely',
      severity: 'failure',
      happened: `${accepted} Nothing else is wrong with its answer. Chrome refuses that; the Firefox versions known here let it pass, so this one may have had another reason.`,
    };
  }
  return {
    certainty: 'proved',
    severity: 'failure',
    happened: `${accepted} The browser must then refuse it. Firefox and most native clients let it pass, so the same server works there.`,
  };
}

/**
 * Without the browser's reason: the same URL opens when nothing is offered, so the offer is to blame. That the server
 * left the answer out is the most frequent way. Firefox opens then, so there it must be another.
 */
function fromProbes(subject: Subject): Judgement | null {
  const { evidence } = subject;
  if (habitOf(evidence)) return null;
  const tells = `Firefox, or ${code(`socketscope doctor ${evidence.url}`)}, reads the answer and tells.`;
  return fromRefusedOffer(
    subject,
    `Most likely the server leaves the answer out. It may also answer another value or several, or refuse this one; ${tells}`,
    fixes(evidence),
  );
}

function fixes(evidence: HandshakeEvidence): Judgement['fixes'] {
  return [
    ...selectSubprotocol(evidence.protocols[0] ?? 'binary'),
    {
      side: 'network',
      text: 'If the server does select it, a proxy on the way loses the header: let it pass `Sec-WebSocket-Protocol` in both directions.',
    },
    ...askForNone(evidence),
  ];
}
