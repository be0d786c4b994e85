import { codes } from './code-span.ts';
import type { HandshakeEvidence, Probe } from './evidence.ts';
import { probeRow } from './evidence-rows.ts';
import type { EvidenceRow } from './verdict.ts';

/** The probes to exactly the URL of the handshake. */
export function probesOf({ probes = [], url }: HandshakeEvidence): readonly Probe[] {
  return probes.filter((probe) => probe.url === url);
}

/**
 * The handshake offered subprotocols and failed; the same URL opened for a probe that offered none. So the offer makes
 * the difference. Whether the server refused it, or answered it in a way that the browser refused, no probe can tell.
 */
export function openedWithoutOffer(evidence: HandshakeEvidence): Probe | null {
  if (evidence.outcome !== 'failed' || evidence.protocols.length === 0) return null;
  return (
    probesOf(evidence).find(({ protocols, outcome }) => protocols.length === 0 && outcome === 'open') ?? null
  );
}

/** The handshake offered none and failed; the same URL opened for a probe that offered some, and one was selected. */
export function openedWithOffer(evidence: HandshakeEvidence): (Probe & { selectedProtocol: string }) | null {
  if (evidence.outcome !== 'failed' || evidence.protocols.length > 0) return null;
  for (const probe of probesOf(evidence)) {
    const { outcome, selectedProtocol = '' } = probe;
    if (outcome === 'open' && selectedProtocol !== '') return { ...probe, selectedProtocol };
  }
  return null;
}

/** A probe that made the very offer of the handshake and failed as well: the failure is no accident. */
export function failedAgain(evidence: HandshakeEvidence): Probe | null {
  const offer = JSON.stringify(evidence.protocols);
  return (
    probesOf(evidence).find(
      ({ protocols, outcome }) => outcome !== 'open' && JSON.stringify(protocols) === offer,
    ) ?? null
  );
}

/** For a server that refused without saying why: a sentence and its rows, where a probe shows that it was the offer. */
export function refusedForOffer(
  evidence: HandshakeEvidence,
): { readonly sentence: string; readonly rows: readonly EvidenceRow[] } | null {
  const opened = openedWithoutOffer(evidence);
  if (!opened) return null;
  const again = failedAgain(evidence);
  return {
    sentence: ` It does so because of the subprotocol ${codes(evidence.protocols)}: offering none, the same URL opens.`,
    rows: [...(again ? [probeRow(again)] : []), probeRow(opened)],
  };
}
