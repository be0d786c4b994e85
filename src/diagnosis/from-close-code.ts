import type { Cause, Judgement } from './cause.ts';
import { closeRow, findingRow } from './evidence-rows.ts';
import { type Finding, findingOf } from './finding.ts';
import { openingOf } from './opening.ts';

type Explained = Pick<Judgement, 'severity' | 'happened' | 'fixes'>;

interface CloseCause {
  readonly id: string;
  readonly title: string;
  /** @returns `null` for a code that this cause is not about */
  readonly explain: (code: number) => Explained | null;
}

/** A cause that the other side's close code says, once the connection had been open (RFC 6455 §7.4). */
export function fromCloseCode({ id, title, explain }: CloseCause): Cause {
  return {
    id,
    title,
    judge: ({ evidence }) => {
      const { close } = evidence;
      const openedAt = openingOf(evidence);
      const explained = close && openedAt !== null && explain(close.code);
      if (!explained) return null;
      return { certainty: 'proved', evidence: closeRow(close, openedAt), ...explained };
    },
  };
}

/** Adds to such a cause that the browser itself cut the connection, and said why. The page then sees 1006. */
export function orCutByBrowser(cause: Cause, explain: Partial<Record<Finding['kind'], Explained>>): Cause {
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
