import type { Subject } from './cause.ts';
import { code, codes } from './code-span.ts';
import type { HandshakeEvidence, Probe } from './evidence.ts';
import { ownOrigin } from './own-origin.ts';
import { findingRow, offerRow, pageRow, probeRow } from './evidence-rows.ts';
import type { EvidenceRow } from './verdict.ts';

/** The probes to exactly the URL of the handshake. */
export function probesOf({ probes = [], url }: HandshakeEvidence): readonly Probe[] {
  return probes.filter((probe) => probe.url === url);
}

export function sameOffer(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/**
 * Probes that can be compared with the handshake: those of its own origin, or, where its page is out of reach, those of
 * the extension, once its offer has failed for them too.
 */
function comparable(evidence: HandshakeEvidence): readonly Probe[] {
  const probes = probesOf(evidence);
  const own = probes.filter(({ from }) => from === ownOrigin(evidence));
  if (own.length > 0) return own;
  return probes.some(
    ({ protocols, outcome }) => outcome !== 'open' && sameOffer(protocols, evidence.protocols),
  )
    ? probes
    : [];
}

/**
 * The handshake offered subprotocols and failed; the same URL opened for a probe that offered none. So the offer makes
 * the difference. Whether the server refused it, or answered it in a way that the browser refused, no probe can tell.
 */
export function openedWithoutOffer(evidence: HandshakeEvidence): Probe | null {
  if (evidence.outcome !== 'failed' || evidence.protocols.length === 0) return null;
  return (
    comparable(evidence).find(({ protocols, outcome }) => protocols.length === 0 && outcome === 'open') ??
    null
  );
}

/** The handshake offered several and failed; the same URL opened for a probe that offered one of them alone. */
export function openedWithOneOf(evidence: HandshakeEvidence): Probe | null {
  if (evidence.outcome !== 'failed' || evidence.protocols.length < 2) return null;
  return (
    comparable(evidence).find(
      ({ protocols: [only, ...more], outcome }) =>
        outcome === 'open' && more.length === 0 && only !== undefined && evidence.protocols.includes(only),
    ) ?? null
  );
}

/** The handshake offered none and failed; the same URL opened for a probe that offered some, and one was selected. */
export function openedWithOffer(evidence: HandshakeEvidence): (Probe & { selectedProtocol: string }) | null {
  if (evidence.outcome !== 'failed' || evidence.protocols.length > 0) return null;
  for (const probe of comparable(evidence)) {
    const { outcome, selectedProtocol = '' } = probe;
    if (outcome === 'open' && selectedProtocol !== '') return { ...probe, selectedProtocol };
  }
  return null;
}

/** A probe that made the very offer of the handshake and failed as well: the failure is no accident. */
export function failedAgain(evidence: HandshakeEvidence): Probe | null {
  return (
    comparable(evidence).find(
      ({ protocols, outcome }) => outcome !== 'open' && sameOffer(protocols, evidence.protocols),
    ) ?? null
  );
}

/** What there is to show where probes make the difference: the offer, what was found, both ways it ended, and the page. */
export function rowsOfDifference({ evidence, findings }: Subject, opened: Probe): readonly EvidenceRow[] {
  const again = failedAgain(evidence);
  return [
    offerRow(evidence),
    ...findings.map(findingRow),
    ...(again ? [probeRow(again, evidence)] : []),
    probeRow(opened, evidence),
    ...pageRow(evidence),
  ];
}

/** The same machine under another name, where the offer of the handshake opened. */
function openedAtSibling({ probes = [], url, protocols, outcome }: HandshakeEvidence): Probe | null {
  if (outcome !== 'failed') return null;
  const [scheme] = url.split(':');
  return (
    probes.find(
      (probe) =>
        probe.outcome === 'open' &&
        probe.url !== url &&
        probe.url.split(':')[0] === scheme &&
        sameOffer(probe.protocols, protocols),
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
    rows: [...(again ? [probeRow(again, evidence)] : []), probeRow(opened, evidence)],
  };
}

/** For a server that cannot be reached: a sentence and its row, where the same machine answers under another name. */
export function reachedAtSibling(
  evidence: HandshakeEvidence,
): { readonly sentence: string; readonly rows: readonly EvidenceRow[]; readonly url: string } | null {
  const opened = openedAtSibling(evidence);
  return opened
    ? {
        sentence: ` The same server answers at ${code(opened.url)}: it listens on that address alone.`,
        rows: [probeRow(opened, evidence)],
        url: opened.url,
      }
    : null;
}
