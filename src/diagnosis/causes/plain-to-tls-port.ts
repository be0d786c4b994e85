import type { Cause } from '../cause.ts';
import { code } from '../code-span.ts';
import { findingRow, pageRow } from '../evidence-rows.ts';
import { type Finding, isReason } from '../finding.ts';
import { spokeTls } from '../other-scheme.ts';
import { hostOf, portOf } from '../url-parts.ts';

/** How servers of TLS take plain HTTP: they hang up, send an alert (RFC 8446 §6), or answer 400. */
const REACTIONS: ReadonlySet<Finding['kind']> = new Set([
  'closed-before-response',
  'closed-or-reset',
  'connection-reset',
  'response-not-http',
  'status',
]);

/** Ports that are kept to TLS by registration (443) or by custom. */
const TLS_PORTS: ReadonlySet<number> = new Set([443, 8443, 9443]);

export const plainToTlsPort: Cause = {
  id: 'plain-to-tls-port',
  title: 'Plain ws to a TLS port',
  judge: ({ evidence, findings }) => {
    const { outcome, url } = evidence;
    if (outcome !== 'failed' || !url.startsWith('ws:')) return null;
    const reasons = findings.filter((finding) => isReason(finding, evidence));
    if (
      !reasons.every(
        (reason) => REACTIONS.has(reason.kind) && (reason.kind !== 'status' || reason.code === 400),
      )
    ) {
      return null;
    }
    const proof = spokeTls(evidence);
    const port = portOf(url);
    const isCustom = reasons.length > 0 && port !== null && TLS_PORTS.has(port);
    if (!proof && !isCustom) return null;
    const secure = code(`wss://${hostOf(url)}`);
    return {
      certainty: proof ? 'proved' : 'likely',
      severity: 'failure',
      happened: `${code(hostOf(url))} was asked with \`ws:\`, and ${
        proof
          ? 'that port speaks TLS.'
          : `port ${port} is one of TLS. A server without TLS that hangs up looks the same; asking with \`wss:\` tells, which *Find out why* does.`
      }`,
      evidence: [...findings.map(findingRow), ...(proof ? [proof] : []), ...pageRow(evidence)],
      fixes: [
        { side: 'client', text: `Connect to ${secure}, by a name that is in the certificate.` },
        { side: 'server', text: 'Or let the server listen on another port without TLS.' },
      ],
    };
  },
};
