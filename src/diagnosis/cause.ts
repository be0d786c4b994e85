import type { HandshakeEvidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import type { Certainty, EvidenceRow, Fix, Severity } from './verdict.ts';

/** What a cause is judged on. */
export interface Subject {
  readonly evidence: HandshakeEvidence;
  readonly findings: readonly Finding[];
}

/** A cause that applies: how sure it is, what it rests on, and what a person needs to know. */
export interface Judgement {
  /**
   * `proved` by a header, the browser's own text, an exception, a close code, or a probe that differs; where two causes
   * leave the same traces it is `likely` at best.
   */
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
