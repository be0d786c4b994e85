import type { Cause, Judgement, Subject } from '../cause.ts';
import { code, codes } from '../code-span.ts';
import { offerRow } from '../evidence-rows.ts';
import { selectSubprotocol } from '../fixes/server-fixes.ts';
import { fromFinding } from '../from-finding.ts';
import { fromRefusedOffer } from '../offer-refused.ts';
import { habitOf } from '../servers/registry.ts';
import type { Fix } from '../verdict.ts';

const LEAVE_OUT: Fix = {
  side: 'server',
  text: 'Leave the header out where no subprotocol is selected; an empty value is an answer too.',
};

const told = fromFinding(
  'subprotocol-mismatch',
  'Subprotocol never offered',
  'subprotocol-mismatch',
  ({ value }, evidence) => {
    const { protocols } = evidence;
    const twin = protocols.find((protocol) => protocol.toLowerCase() === value.toLowerCase());
    return {
      happened: `${whatCame(value, twin)} The client offered ${codes(protocols)}, and every browser refuses any other answer.`,
      more: [offerRow(evidence)],
      fixes: [...(value === '' ? [LEAVE_OUT] : []), ...selectSubprotocol(twin ?? protocols[0] ?? 'binary')],
    };
  },
);

/** RFC 6455 §4.1: the client must fail on a subprotocol that it did not offer, compared letter by letter. */
export const subprotocolMismatch: Cause = {
  ...told,
  judge: (subject) => told.judge(subject) ?? byHabit(subject),
};

/** Nobody saw it, and the server is one that is known to answer an empty value to an offer which it does not know. */
function byHabit(subject: Subject): Judgement | null {
  const known = habitOf(subject.evidence);
  return known?.habit === 'answers-empty'
    ? fromRefusedOffer(
        subject,
        `Most likely the server answers with an empty subprotocol, as its kind does. ${known.reason} It may also leave the answer out.`,
        [LEAVE_OUT, ...selectSubprotocol(subject.evidence.protocols[0] ?? 'binary')],
      )
    : null;
}

function whatCame(value: string, twin: string | undefined): string {
  if (value === '') return 'The server answered with an empty subprotocol.';
  return twin === undefined
    ? `The server selected the subprotocol ${code(value)}, which the client did not offer.`
    : `The server answered ${code(value)}, which differs from ${code(twin)} only in its letters: subprotocols are compared exactly.`;
}
