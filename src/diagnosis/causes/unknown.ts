import { type Cause, findingOf, pageRow } from '../cause.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import type { EvidenceRow } from '../verdict.ts';

/** What is left when no cause can be named: says what is missing and what to try. */
export const unknown: Cause = {
  id: 'unknown',
  title: 'Cause not known',
  judge: (subject) => {
    const { evidence } = subject;
    if (evidence.outcome !== 'failed' && evidence.outcome !== 'threw') return null;
    const blanked = findingOf(subject, 'text-blanked');
    const rows: EvidenceRow[] = subject.findings.map(({ witness, time, what }) => ({ witness, time, what }));
    return {
      certainty: 'possible',
      severity: 'failure',
      happened: `The connection failed, and the page learned nothing but that. ${
        blanked
          ? 'Chrome knows the reason, but another extension that may watch or block requests, such as an ad blocker, makes its text blank.'
          : whatIsMissing(evidence)
      }`,
      evidence: [...rows, ...pageRow(evidence)],
      fixes: [
        {
          side: 'client',
          text: 'Open the connection in the tester and choose *Find out why*: the same URL with other subprotocols often shows the cause.',
        },
        ...(blanked
          ? [
              {
                side: 'client' as const,
                text: 'Turn other extensions off for a moment, or use a profile without them, and connect again.',
              },
            ]
          : []),
        ...(evidence.browser === 'chrome' && !evidence.networkLog
          ? [
              {
                side: 'client' as const,
                text: 'Keep DevTools open and let the page connect again: then Chrome tells the reason.',
              },
            ]
          : []),
      ],
    };
  },
};

function whatIsMissing({ browser, networkLog, exchange }: HandshakeEvidence): string {
  if (browser === 'chrome' && !networkLog)
    return 'Chrome tells the reason only to DevTools that were open when it happened.';
  if (browser === 'firefox' && !exchange) return 'Firefox showed no trace of it on the network.';
  return 'What the browser says about it is not conclusive.';
}
