import { type Cause, findingOf, pageRow } from '../cause.ts';

/** The page gave up first: its own `close()`, or it went away (WHATWG WebSockets §3.1, `close()` while CONNECTING). */
export const closedByPage: Cause = {
  id: 'closed-by-page',
  title: 'The page closed it first',
  judge: (subject) => {
    const { evidence } = subject;
    const { closeCalledAt, createdAt, outcome, settledAt } = evidence;
    if (outcome !== 'failed') return null;
    const canceled = findingOf(subject, 'canceled');
    const calledFirst = closeCalledAt !== undefined && closeCalledAt <= (settledAt ?? closeCalledAt);
    if (!calledFirst && !canceled) return null;
    const time = closeCalledAt ?? canceled?.time ?? createdAt;
    return {
      certainty: 'proved',
      severity: 'failure',
      happened: `The page closed the connection, or went away, ${Math.round(time - createdAt)} ms after it began it and before the server had answered.`,
      evidence: [
        ...(canceled ? [{ witness: canceled.witness, time: canceled.time, what: canceled.what }] : []),
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
      ],
    };
  },
};
