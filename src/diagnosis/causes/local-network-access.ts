import type { Cause } from '../cause.ts';
import { code } from '../code-span.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { findingRow, pageRow } from '../evidence-rows.ts';
import { findingOf, isReason } from '../finding.ts';
import { sentNothing } from '../opening.ts';
import { openedFromElsewhere } from '../other-origin.ts';
import { hostOf, isLocalNetwork, originOf } from '../url-parts.ts';
import type { Fix } from '../verdict.ts';

/** W3C Local Network Access: a page from the internet needs the person's leave for this machine and its network. */
export const localNetworkAccess: Cause = {
  id: 'local-network-access',
  title: 'Local network not allowed',
  judge: ({ evidence, findings }) => {
    const finding = evidence.outcome === 'failed' ? findingOf(findings, 'local-network-access') : undefined;
    const elsewhere = openedFromElsewhere(evidence);
    const isSuspect =
      isFromInternetToLocal(evidence) &&
      sentNothing(evidence) &&
      !findings.some((finding) => isReason(finding, evidence));
    if (!finding && !(isSuspect && elsewhere)) return null;
    const happened = `The page comes from the internet (${code(originOf(evidence.initiator))}), and ${code(hostOf(evidence.url))} is in the local network. The browser asks the person first, and remembers a no.`;
    return {
      certainty: finding ? 'proved' : 'likely',
      severity: 'failure',
      happened: finding
        ? `${happened} It has no leave, so nothing was sent.`
        : `${happened} Most likely it has no leave. Another extension that blocks this URL would leave the same traces; the permissions of the site, left of the address, tell them apart.`,
      evidence: [...findings.map(findingRow), ...(elsewhere?.rows ?? []), ...pageRow(evidence)],
      fixes: fixes(evidence),
    };
  },
};

function isFromInternetToLocal({ initiator, url }: HandshakeEvidence): boolean {
  return /^https?:/.test(initiator) && !isLocalNetwork(initiator) && isLocalNetwork(url);
}

function fixes({ initiator }: HandshakeEvidence): Fix[] {
  return [
    ...(initiator.startsWith('http:')
      ? [
          {
            side: 'server' as const,
            text: 'Serve the page over https: only there may a page ask for the local network.',
          },
        ]
      : []),
    {
      side: 'client',
      text: 'Allow *Local network* in the permissions of the site, left of the address, and connect again.',
    },
    {
      side: 'client',
      text: 'A game in a frame of another site, as on itch.io, needs the leave of that site:',
      code: { label: 'HTML', text: '<iframe allow="local-network-access; local-network; loopback-network">' },
    },
    {
      side: 'server',
      text: 'For development serve the page itself from the local network; then nobody is asked.',
    },
  ];
}
