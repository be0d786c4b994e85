import type { Cause, Judgement } from './cause.ts';
import type { HandshakeEvidence } from './evidence.ts';
import { findingRow, pageRow } from './evidence-rows.ts';
import { type Finding, findingOf } from './finding.ts';
import type { Certainty, EvidenceRow } from './verdict.ts';

const BY_PROBE = 'A probe shows it; the browser itself gave no reason.';

type Explained = Pick<Judgement, 'happened' | 'fixes'> & {
  /** `proved` unless said otherwise. */
  readonly certainty?: Judgement['certainty'];
  /** Rows beyond the finding and what the page saw. */
  readonly more?: readonly EvidenceRow[];
};

/** A cause that one finding says: the connection failed, and a witness told why. */
export function fromFinding<K extends Finding['kind']>(
  id: string,
  title: string,
  kind: K,
  explain: (
    finding: Extract<Finding, { kind: K }>,
    evidence: HandshakeEvidence,
    findings: readonly Finding[],
  ) => Explained | null,
): Cause {
  return {
    id,
    title,
    judge: ({ evidence, findings }) => {
      const finding = evidence.outcome === 'failed' ? findingOf(findings, kind) : undefined;
      const explained = finding && explain(finding, evidence, findings);
      if (!finding || !explained) return null;
      const { happened, fixes, certainty = 'proved', more = [] } = explained;
      const blanked = findingOf(findings, 'text-blanked');
      return {
        certainty: lessSure(certainty, finding.certainty ?? 'proved'),
        severity: 'failure',
        happened: finding.witness === 'probe' ? `${happened} ${BY_PROBE}` : happened,
        evidence: [
          ...(blanked ? [findingRow(blanked)] : []),
          findingRow(finding),
          ...more,
          ...pageRow(evidence),
        ],
        fixes,
      };
    },
  };
}

const CERTAINTIES: readonly Certainty[] = ['proved', 'likely', 'possible'];

function lessSure(a: Certainty, b: Certainty): Certainty {
  return CERTAINTIES.indexOf(a) > CERTAINTIES.indexOf(b) ? a : b;
}
