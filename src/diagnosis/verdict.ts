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

/** Which server, proxy or client it is most likely, and why. */
export interface Guess {
  /** Id of an entry of `servers/` or `engines/`. */
  readonly id: string;
  /** A sentence. */
  readonly reason: string;
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
  /** For all servers and engines that are known; `fixes/arrange.ts` takes those at hand. */
  readonly fixes: readonly Fix[];
  /** Who is at the other side, where something points to it. */
  readonly guesses?: Readonly<Partial<Record<Fix['side'], Guess>>>;
}
