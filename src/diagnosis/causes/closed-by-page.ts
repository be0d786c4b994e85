import type { Cause } from '../cause.ts';
import { findingRow, pageRow } from '../evidence-rows.ts';
import { findingOf, isReason } from '../finding.ts';

/** The page gave up first: its own `close()`, or it went away (WHATWG WebSockets §3.1, `close()` while CONNECTING). */
export const closedByPage: Cause = {
  id: 'closed-by-page',
  title: 'The page closed it first',
  judge: ({ evidence, findings }) => {
    const { closeCalledAt, createdAt, outcome, settledAt } = evidence;
    if (outcome !== 'failed') return null;
    // Once the page has closed it, a browser says nothing more of the server: a reason that is known came first.
    if (findings.some((finding) => isReason(finding, evidence))) return null;
    const canceled = findingOf(findings, 'canceled');
    const calledFirst = closeCalledAt !== undefined && closeCalledAt <= (settledAt ?? closeCalledAt);
    if (!calledFirst && !canceled) return null;
    const time = (calledFirst ? closeCalledAt : undefined) ?? settledAt ?? createdAt;
    return {
      certainty: calledFirst || evidence.browser === 'chrome' ? 'proved' : 'likely',
      severity: 'failure',
      happened: `The page closed the connection, or went away, ${Math.round(time - createdAt)} ms after it began it and before the server had answered.`,
      evidence: [
        ...(canceled ? [findingRow(canceled)] : []),
        ...(calledFirst
          ? [{ witness: 'page' as const, time, what: 'The page closed it while it was connecting' }]
          : []),
        ...pageRow(evidence),
      ],
      fixes: [
        {
          side: 'client',
          text: 'Give the connection more time, and look for code that opens and closes it at once: an effect that runs twice, a scene that loads again, a short timeout.',
        },
        {
          side: 'server',
          text: 'If the page waited for seconds, see why the server did not answer in that time.',
        },
      ],
    };
  },
};
