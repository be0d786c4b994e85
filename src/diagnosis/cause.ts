import type { HandshakeEvidence } from './evidence.ts';
import type { Finding, FindingKind } from './finding.ts';
import type { Certainty, EvidenceRow, Fix, Severity } from './verdict.ts';

/** What a cause is judged on. */
export interface Subject {
  readonly evidence: HandshakeEvidence;
  readonly findings: readonly Finding[];
}

/** A cause that applies: how sure it is, what it rests on, and what a person needs to know. */
export interface Judgement {
  readonly certainty: Certainty;
  readonly severity: Severity;
  readonly happened: string;
  readonly evidence: readonly EvidenceRow[];
  readonly fixes: readonly Fix[];
}

/** One entry of the closed list of causes. Its file in `causes/` has the name of its id. */
export interface Cause {
  readonly id: string;
  /** In about five words, for the connection list. */
  readonly title: string;
  /** @returns `null` where the cause does not apply */
  readonly judge: (subject: Subject) => Judgement | null;
}

/** The first finding of a kind. */
export function findingOf<K extends FindingKind>(
  { findings }: Subject,
  kind: K,
): Extract<Finding, { kind: K }> | undefined {
  return findings.find((finding): finding is Extract<Finding, { kind: K }> => finding.kind === kind);
}

/** What the page saw of it, for the last row of the evidence. */
export function pageRow({
  outcome,
  close,
  openedAt,
  settledAt,
  exception,
}: HandshakeEvidence): EvidenceRow[] {
  const at = (time: number | undefined) => (time === undefined ? {} : { time });
  if (exception) {
    return [
      {
        witness: 'page',
        what: `The constructor threw \`${exception.name}: ${exception.message}\``,
        ...at(settledAt),
      },
    ];
  }
  if (outcome === 'open') return [{ witness: 'page', what: 'The page got `open`', ...at(openedAt) }];
  if (close)
    return [
      {
        witness: 'page',
        what: `The page got \`error\`, then \`close\` with code ${close.code}`,
        ...at(close.time),
      },
    ];
  if (outcome === 'failed')
    return [{ witness: 'page', what: 'The page got `error` and nothing else', ...at(settledAt) }];
  return [];
}

/** The host and port that the connection goes to, for sentences. */
export function hostOf({ url }: HandshakeEvidence): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** Offered subprotocols in backticks, for sentences. */
export function listOf(values: readonly string[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}

/** A cause that one finding of a browser's log or of the response proves. */
export function fromFinding<K extends FindingKind>(
  id: string,
  title: string,
  kind: K,
  explain: (
    finding: Extract<Finding, { kind: K }>,
    evidence: HandshakeEvidence,
  ) => Pick<Judgement, 'happened' | 'fixes'> | null,
): Cause {
  return {
    id,
    title,
    judge: (subject) => {
      const { evidence } = subject;
      const finding = evidence.outcome === 'failed' ? findingOf(subject, kind) : undefined;
      const explained = finding && explain(finding, evidence);
      if (!finding || !explained) return null;
      const { witness, time, what } = finding;
      return {
        certainty: witness === 'page' ? 'likely' : 'proved',
        severity: 'failure',
        evidence: [{ witness, time, what }, ...pageRow(evidence)],
        ...explained,
      };
    },
  };
}
