import type { Cause, Judgement, Subject } from './cause.ts';
import { causes } from './causes/registry.ts';
import type { HandshakeEvidence } from './evidence.ts';
import { guessEngine } from './engines/registry.ts';
import { gather } from './gather.ts';
import { guessProxy, guessServer } from './servers/registry.ts';
import type { Severity, Verdict } from './verdict.ts';

const SEVERITIES: readonly Severity[] = ['failure', 'warning', 'info'];

/**
 * Judges what is known of a connection. A failure goes before a warning, a warning before a remark; among equals the
 * order of the registry decides.
 * @returns `null` where nothing is wrong, or nothing is decided yet
 */
export function diagnose(evidence: HandshakeEvidence): Verdict | null {
  return judge({ evidence, findings: gather(evidence) });
}

/** Judges on these findings alone, for a client that minds fewer of them. */
export function judge(subject: Subject): Verdict | null {
  const verdicts = causes.flatMap((cause) => toVerdict(cause, cause.judge(subject)));
  for (const severity of SEVERITIES) {
    const verdict = verdicts.find((verdict) => verdict.severity === severity);
    if (verdict) return { ...verdict, guesses: guessesFrom(subject.evidence) };
  }
  return null;
}

function toVerdict({ id, title }: Cause, judgement: Judgement | null): Verdict[] {
  return judgement ? [{ cause: id, title, ...judgement }] : [];
}

function guessesFrom(evidence: HandshakeEvidence): NonNullable<Verdict['guesses']> {
  const [server, network, client] = [guessServer(evidence), guessProxy(evidence), guessEngine(evidence)];
  return { ...(server && { server }), ...(network && { network }), ...(client && { client }) };
}
