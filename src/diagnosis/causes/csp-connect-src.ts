import type { Cause } from '../cause.ts';
import { code } from '../code-span.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { pageRow } from '../evidence-rows.ts';
import type { EvidenceRow } from '../verdict.ts';

/** What Firefox's constructor throws for it; its message is empty. */
const FIREFOX_EXCEPTION = 'NS_ERROR_CONTENT_BLOCKED';

/** CSP3 §6.1.2, `connect-src`. */
export const cspConnectSrc: Cause = {
  id: 'csp-connect-src',
  title: 'Blocked by the page’s CSP',
  judge: ({ evidence }) => {
    const { cspViolation, outcome, exception, url } = evidence;
    const isBlocked = cspViolation !== undefined || exception?.name === FIREFOX_EXCEPTION;
    if (!isBlocked || outcome === 'open') return null;
    const source = URL.canParse(url) ? `${new URL(url).protocol}//${new URL(url).host}` : url;
    return {
      certainty: cspViolation ? 'proved' : 'likely',
      severity: 'failure',
      happened: cspViolation
        ? `The page's own Content Security Policy does not allow it to connect to ${code(source)}. Nothing was sent.`
        : `Firefox blocked the connection to ${code(source)}, most likely for the page's own Content Security Policy. Nothing was sent.`,
      evidence: [...violationRows(evidence), ...pageRow(evidence)],
      fixes: [
        {
          side: 'server',
          text: 'Add the address to the policy that comes with the page (its header, or its `meta` element):',
          code: { label: 'Content-Security-Policy', text: `connect-src 'self' ${source}` },
        },
      ],
    };
  },
};

function violationRows({ cspViolation, settledAt, createdAt }: HandshakeEvidence): EvidenceRow[] {
  if (!cspViolation) return [];
  const { directive, policy } = cspViolation;
  return [
    {
      witness: 'page',
      what: `\`securitypolicyviolation\`: ${code(directive)} of the policy ${code(policy)}`,
      time: settledAt ?? createdAt,
    },
  ];
}
