import type { Cause } from '../cause.ts';
import { findingRow, pageRow } from '../evidence-rows.ts';
import { findingOf, isReason } from '../finding.ts';
import { sentNothing } from '../opening.ts';
import { openedFromElsewhere } from '../other-origin.ts';
import type { Fix } from '../verdict.ts';

const FIXES: readonly Fix[] = [
  {
    side: 'client',
    text: 'Turn blockers of advertisements and scripts off for this site, one after the other, and connect again; or use a profile without extensions.',
  },
  {
    side: 'server',
    text: 'If players are affected: filter lists match host and path, so a name without words such as `track`, `ads` or `metrics` passes.',
  },
];

/**
 * Firefox reports what an extension stopped as aborted. In Chrome the extension that blocks also makes the text blank;
 * since no extension may touch another one's requests, a probe of this one's pages opens.
 */
export const blockedByExtension: Cause = {
  id: 'blocked-by-extension',
  title: 'Blocked by an extension',
  judge: ({ evidence, findings }) => {
    if (evidence.outcome !== 'failed') return null;
    const finding = findingOf(findings, 'blocked-by-extension');
    const elsewhere = openedFromElsewhere(evidence);
    const isSuspect =
      findingOf(findings, 'text-blanked') !== undefined &&
      sentNothing(evidence) &&
      !findings.some((finding) => isReason(finding, evidence));
    if (!finding && !(isSuspect && elsewhere?.again)) return null;
    const isProved = finding && (finding.witness === 'browser-log' || elsewhere);
    return {
      certainty: isProved ? 'proved' : 'likely',
      severity: 'failure',
      happened: finding
        ? `Something in the browser stopped the connection${isProved ? '' : ', most likely another extension, such as a blocker of advertisements'}. The server is not to blame.`
        : 'The browser sent nothing to the server, and another extension that may block requests is at work: from the page the connection fails, from this extension, which the other cannot touch, it opens.',
      evidence: [...findings.map(findingRow), ...(elsewhere?.rows ?? []), ...pageRow(evidence)],
      fixes: FIXES,
    };
  },
};
