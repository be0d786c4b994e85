import { type Cause, pageRow } from '../cause.ts';

/** CSP3 §6.1.2, `connect-src`. */
export const cspConnectSrc: Cause = {
  id: 'csp-connect-src',
  title: 'Blocked by the page’s CSP',
  judge: ({ evidence }) => {
    const { cspViolation, outcome, url } = evidence;
    if (!cspViolation || outcome === 'open') return null;
    const source = URL.canParse(url) ? `${new URL(url).protocol}//${new URL(url).host}` : url;
    return {
      certainty: 'proved',
      severity: 'failure',
      happened: `The page's own Content Security Policy does not allow it to connect to \`${source}\`. Nothing was sent.`,
      evidence: [
        {
          witness: 'page',
          what: `\`securitypolicyviolation\`: \`${cspViolation.directive}\` of the policy \`${cspViolation.policy}\``,
          time: evidence.settledAt ?? evidence.createdAt,
        },
        ...pageRow(evidence),
      ],
      fixes: [
        {
          side: 'server',
          text: 'Add the address to the policy of the page:',
          code: { label: 'Content-Security-Policy', text: `connect-src 'self' ${source}` },
        },
      ],
    };
  },
};
