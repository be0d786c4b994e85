import type { Cause } from '../cause.ts';
import { code } from '../code-span.ts';
import { findingRow, pageRow } from '../evidence-rows.ts';
import { type Finding, findingOf, isReason } from '../finding.ts';
import { allowOrigin } from '../fixes/server-fixes.ts';
import { sentNothing } from '../opening.ts';
import { openedFromElsewhere } from '../other-origin.ts';
import { originOf } from '../url-parts.ts';

/** Ways in which a server turns a client away; that it is for its origin, only a probe from another can tell. */
const REFUSALS: ReadonlySet<Finding['kind']> = new Set([
  'status',
  'closed-before-response',
  'connection-reset',
  'closed-or-reset',
]);

/** RFC 6455 §10.2: servers look at `Origin` to keep other sites out. */
export const originRejected: Cause = {
  id: 'origin-rejected',
  title: 'Origin of the page refused',
  judge: ({ evidence, findings }) => {
    const elsewhere = openedFromElsewhere(evidence);
    if (!elsewhere || sentNothing(evidence)) return null;
    const reasons = findings.filter((finding) => isReason(finding, evidence));
    if (!reasons.every(({ kind }) => REFUSALS.has(kind))) return null;
    const status = findingOf(findings, 'status');
    const isProved = status?.code === 403 && elsewhere.again !== null;
    const isKnown = reasons.length > 0 || findingOf(findings, 'text-blanked') !== undefined;
    const origin = originOf(evidence.initiator);
    return {
      certainty: isProved ? 'proved' : isKnown ? 'likely' : 'possible',
      severity: 'failure',
      happened: `From the page, whose origin is ${code(origin)}, the connection fails; from another origin the same handshake opens. ${
        isProved
          ? 'The server does not let this origin in.'
          : isKnown
            ? 'Most likely the server does not let this origin in. Cookies, which may also differ, could be the reason too: the log of the server tells.'
            : 'Either the server does not let this origin in, or the browser or another extension stopped the page: with DevTools open the browser tells which.'
      }`,
      evidence: [...findings.map(findingRow), ...elsewhere.rows, ...pageRow(evidence)],
      fixes: [
        ...allowOrigin(origin),
        {
          side: 'client',
          text: 'A page from a file or a sandboxed frame has the origin `null`: serve it over http, from an origin that the server knows.',
        },
      ],
    };
  },
};
