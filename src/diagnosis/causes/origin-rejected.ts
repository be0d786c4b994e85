import type { Cause, Judgement, Subject } from '../cause.ts';
import { code } from '../code-span.ts';
import { failedAgain, probesOf } from '../differential.ts';
import { findingRow, pageRow, probeRow } from '../evidence-rows.ts';
import { type Finding, findingOf, isReason } from '../finding.ts';
import { allowOrigin, passUpgrade } from '../fixes/server-fixes.ts';
import { isHealthy, isTwin } from '../healthy-twin.ts';
import { sentNothing } from '../opening.ts';
import { openedFromElsewhere } from '../other-origin.ts';
import { httpOutcome } from '../probe-matrix.ts';
import { originOf } from '../url-parts.ts';
import type { Fix } from '../verdict.ts';

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
  judge: (subject) => {
    const { evidence, findings } = subject;
    const elsewhere = openedFromElsewhere(evidence);
    if (sentNothing(evidence)) return null;
    if (!elsewhere) return fromPlainHttp(subject);
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
      fixes: [...allowOrigin(origin), WITHOUT_ORIGIN],
    };
  },
};

const WITHOUT_ORIGIN: Fix = {
  side: 'client',
  text: 'A page from a file or a sandboxed frame has the origin `null`: serve it over http, from an origin that the server knows.',
};

/**
 * Nobody says why, and probes fail whatever they offer; but plain HTTP is answered as a WebSocket server answers it. So
 * it is there, and turns away whoever asks from here.
 */
function fromPlainHttp({ evidence, findings }: Subject): Judgement | null {
  const again = failedAgain(evidence);
  const page = evidence.httpProbes?.find((probe) => isTwin(probe, evidence) && isHealthy(probe, evidence));
  if (!again || !page || findings.some((finding) => isReason(finding, evidence))) return null;
  if (probesOf(evidence).some(({ outcome }) => outcome === 'open')) return null;
  const origin = originOf(evidence.initiator);
  return {
    certainty: 'possible',
    severity: 'failure',
    happened: `The server answers plain HTTP as WebSocket servers do, and yet every handshake from this browser fails, whatever it offers. Most often it does not let the origin ${code(origin)} in. It may also want a token or a cookie, or a proxy loses the upgrade; Firefox, or \`socketscope doctor\`, reads the answer and tells.`,
    evidence: [
      ...findings.map(findingRow),
      probeRow(again, evidence),
      {
        witness: 'probe',
        time: page.time,
        what: `Plain HTTP to ${code(page.url)}: ${code(httpOutcome(page))}`,
      },
      ...pageRow(evidence),
    ],
    fixes: [...allowOrigin(origin), WITHOUT_ORIGIN, ...passUpgrade],
  };
}
