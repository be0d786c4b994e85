import type { Cause, Judgement } from './cause.ts';
import type { HandshakeEvidence } from './evidence.ts';
import { findingRow, pageRow } from './evidence-rows.ts';
import { type Finding, findingOf } from './finding.ts';
import type { Certainty, EvidenceRow } from './verdict.ts';

const BY_PROBE = 'A probe shows it; the browser itself gave no reason.';
const BY_PLAIN_HTTP =
  'Plain HTTP shows it, and the browser gave no reason: the server may treat a handshake in another way, and refuse it for its origin, its subprotocol or a token.';

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
        happened: finding.witness === 'probe' ? `${happened} ${howProbed(finding)}` : happened,
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

function howProbed({ certainty = 'proved' }: Finding): string {
  return certainty === 'proved' ? BY_PROBE : BY_PLAIN_HTTP;
}

const CERTAINTIES: readonly Certainty[] = ['proved', 'likely', 'possible'];

function lessSure(a: Certainty, b: Certainty): Certainty {
  return CERTAINTIES.indexOf(a) > CERTAINTIES.indexOf(b) ? a : b;
}
