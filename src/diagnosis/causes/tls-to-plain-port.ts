import type { Cause } from '../cause.ts';
import { code } from '../code-span.ts';
import { findingRow, pageRow } from '../evidence-rows.ts';
import { type Finding, findingOf, isReason } from '../finding.ts';
import { sentNothing } from '../opening.ts';
import { spokePlain } from '../other-scheme.ts';
import { hostOf } from '../url-parts.ts';

/** What a browser says when it meets no TLS; all but the first also happen where TLS is broken. */
const TRACES: ReadonlySet<Finding['kind']> = new Set([
  'tls-to-plain-port',
  'tls-failed',
  'closed-before-response',
  'closed-or-reset',
  'connection-reset',
]);

/** What comes back is no TLS record (RFC 8446 §5.1); the browsers' words for it would also fit broken TLS. */
export const tlsToPlainPort: Cause = {
  id: 'tls-to-plain-port',
  title: 'TLS where none is spoken',
  judge: ({ evidence, findings }) => {
    const { outcome, url } = evidence;
    if (outcome !== 'failed' || !url.startsWith('wss:')) return null;
    const finding = findingOf(findings, 'tls-to-plain-port');
    const reasons = findings.filter((finding) => isReason(finding, evidence));
    const proof = reasons.every(({ kind }) => TRACES.has(kind)) ? spokePlain(evidence) : null;
    const isProved = proof !== null && (reasons.length > 0 || sentNothing(evidence));
    if (!finding && !proof) return null;
    return {
      certainty: isProved ? 'proved' : 'likely',
      severity: 'failure',
      happened: `${code(hostOf(url))} was asked with \`wss:\`, and ${
        proof
          ? 'that port speaks no TLS: asked without, it answers.'
          : 'what it answered is no TLS: most likely the port speaks plain WebSocket. Broken TLS could look the same; asking with `ws:` tells, which *Find out why* does.'
      }`,
      evidence: [...findings.map(findingRow), ...(proof ? [proof] : []), ...pageRow(evidence)],
      fixes: [
        { side: 'client', text: 'Use `ws:` for this port; a page on https can do so only to localhost.' },
        { side: 'server', text: 'Or put TLS in front of the server.' },
      ],
    };
  },
};
