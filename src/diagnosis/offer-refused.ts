import type { Judgement, Subject } from './cause.ts';
import { codes } from './code-span.ts';
import { openedWithOneOf, openedWithoutOffer, rowsOfDifference } from './differential.ts';
import { isReason } from './finding.ts';

/**
 * Nobody says why, and probes show that the offer makes the difference: offering it fails, offering none opens. What
 * the server does with the offer, they cannot show.
 * @param most what it most likely does, as sentences
 */
export function fromRefusedOffer(
  { evidence, findings }: Subject,
  most: string,
  fixes: Judgement['fixes'],
): Judgement | null {
  // Firefox opens where the answer is left out, and knows the answer otherwise.
  if (evidence.browser === 'firefox' || findings.some((finding) => isReason(finding, evidence))) return null;
  const opened = openedWithoutOffer(evidence);
  if (!opened || openedWithOneOf(evidence)) return null;
  return {
    certainty: 'likely',
    severity: 'failure',
    happened: `Offering the subprotocol ${codes(evidence.protocols)} the connection fails; offering none, the same URL opens. ${most}`,
    evidence: rowsOfDifference({ evidence, findings }, opened),
    fixes,
  };
}
