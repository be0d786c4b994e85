import type { Cause, Judgement } from './cause.ts';
import { closeRow, findingRow } from './evidence-rows.ts';
import { type Finding, findingOf } from './finding.ts';
import type { Fix, Severity } from './verdict.ts';

interface CloseCause {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly matches: (code: number) => boolean;
  readonly happened: string;
  readonly fixes: readonly Fix[];
}

/** A cause that the other side's close code says, once the connection had been open (RFC 6455 §7.4). */
export function fromCloseCode({ id, title, matches, ...rest }: CloseCause): Cause {
  return {
    id,
    title,
    judge: ({ evidence: { close, openedAt } }) =>
      close && openedAt !== undefined && matches(close.code)
        ? { certainty: 'proved', evidence: closeRow(close, openedAt), ...rest }
        : null,
  };
}

/** Adds to such a cause that the browser itself cut the connection, and said why. The page then sees 1006. */
export function orCutByBrowser(
  cause: Cause,
  explain: Partial<Record<Finding['kind'], Pick<Judgement, 'severity' | 'happened' | 'fixes'>>>,
): Cause {
  return {
    ...cause,
    judge: (subject) => {
      const { close, openedAt } = subject.evidence;
      if (close?.code !== 1006 || openedAt === undefined) return cause.judge(subject);
      for (const [kind, explained] of Object.entries(explain)) {
        const finding = findingOf(subject.findings, kind as Finding['kind']);
        if (!finding) continue;
        return {
          certainty: 'proved',
          evidence: [findingRow(finding), ...closeRow(close, openedAt)],
          ...explained,
        };
      }
      return cause.judge(subject);
    },
  };
}
