import { code, codes } from '../code-span.ts';
import type { Cause, Judgement, Subject } from '../cause.ts';
import { failedAgain, openedWithOneOf, rowsOfDifference } from '../differential.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { offerRow } from '../evidence-rows.ts';
import { isReason } from '../finding.ts';
import { selectSubprotocol } from '../fixes/server-fixes.ts';
import { fromFinding } from '../from-finding.ts';

const told = fromFinding(
  'subprotocol-repeated',
  'Several subprotocols answered',
  'subprotocol-repeated',
  ({ value }, evidence) => ({
    happened: `The server answered with more than one subprotocol${value === null ? '' : ` (${code(value)})`}: a list, or the header twice. The client offered ${codes(evidence.protocols)}; exactly one of them may come back, in one header.`,
    more: [offerRow(evidence)],
    fixes: fixes(evidence),
  }),
);

/** RFC 6455 §11.3.4: the header appears once in a response, with one value. */
export const subprotocolRepeated: Cause = {
  ...told,
  judge: (subject) => told.judge(subject) ?? fromProbes(subject),
};

/** Nobody says why; offered alone one of them opens, offered together they fail: most likely all come back. */
function fromProbes({ evidence, findings }: Subject): Judgement | null {
  if (findings.some((finding) => isReason(finding, evidence))) return null;
  const opened = openedWithOneOf(evidence);
  if (!opened || !failedAgain(evidence) || opened.selectedProtocol === '') return null;
  return {
    certainty: 'likely',
    severity: 'failure',
    happened: `Offering ${codes(evidence.protocols)} the connection fails; offering ${codes(opened.protocols)} alone, the same URL opens. Most likely the server answers with the whole list; exactly one of the offered values may come back.`,
    evidence: rowsOfDifference({ evidence, findings }, opened),
    fixes: fixes(evidence),
  };
}

function fixes({ protocols }: HandshakeEvidence): Judgement['fixes'] {
  return [
    {
      side: 'server',
      text: 'Do not copy the list of offers into the answer, and set the header in one place only: the application or the proxy, not both.',
    },
    ...selectSubprotocol(protocols[0] ?? 'binary'),
  ];
}
