import type { Witness } from './evidence.ts';

export type Certainty = 'proved' | 'likely' | 'possible';
export type Severity = 'failure' | 'warning' | 'info';

/** One row of a verdict's evidence: what was seen, by whom, when (milliseconds since the Unix epoch). */
export interface EvidenceRow {
  readonly witness: Witness;
  readonly what: string;
  readonly time?: number;
}

/** One way out, for one side. */
export interface Fix {
  readonly side: 'server' | 'client' | 'network';
  readonly text: string;
  /** Id of the server software or of the client's engine that it is for; absent where it is for any. */
  readonly target?: string;
  /** To be copied as it is. */
  readonly code?: { readonly label: string; readonly text: string };
}

export interface Verdict {
  /** Id of the cause: its file's name in `causes/`. */
  readonly cause: string;
  readonly certainty: Certainty;
  readonly severity: Severity;
  /** The cause in about five words, for the connection list. */
  readonly title: string;
  /** One or two sentences under the heading *What happened*. Backticks mark code. */
  readonly happened: string;
  readonly evidence: readonly EvidenceRow[];
  readonly fixes: readonly Fix[];
}
