import { judge } from './diagnose.ts';
import type { HandshakeEvidence } from './evidence.ts';
import { isReason } from './finding.ts';
import { gather } from './gather.ts';
import type { Verdict } from './verdict.ts';

/**
 * Judges the answer that a native client got as Chrome would, which minds what native clients let pass. Where the
 * client got through all the same, that is a warning.
 * @param evidence with the exchange as it was on the wire
 * @returns `null` where a page would connect too, or nothing has been answered
 */
export function diagnoseNative(evidence: HandshakeEvidence): Verdict | null {
  if (!evidence.exchange?.response) return null;
  const findings = gather(evidence).filter((finding) => isReason(finding, { browser: 'chrome' }));
  if (findings.length === 0) return null;
  const verdict = judge({ evidence: { ...evidence, outcome: 'failed' }, findings });
  if (!verdict) return null;
  // What a page would tell was seen on the wire.
  const rows = verdict.evidence.map((row) =>
    row.witness === 'page' ? Object.assign({}, row, { witness: 'response' as const }) : row,
  );
  return { ...verdict, evidence: rows, ...(evidence.outcome === 'open' ? { severity: 'warning' } : {}) };
}
