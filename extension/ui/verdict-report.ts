import { fixesAtHand } from '../../src/diagnosis/fixes/arrange.ts';
import type { EvidenceRow, Fix, Verdict } from '../../src/diagnosis/verdict.ts';

/** What each witness is called where a person reads it. */
export const WITNESSES: Readonly<Record<EvidenceRow['witness'], string>> = {
  page: 'page',
  'browser-log': 'browser’s log',
  response: 'network',
  probe: 'probe',
};

/** A verdict in Markdown, to be sent to whoever runs the server. */
export function verdictReport(verdict: Verdict, url: string): string {
  const evidence = verdict.evidence.map(({ witness, what, time }) => {
    const when = time === undefined ? '' : ` (${new Date(time).toISOString()})`;
    return `- ${WITNESSES[witness]}: ${what}${when}`;
  });
  const fixes = fixesAtHand(verdict).flatMap(fixLines);
  return [
    `## ${verdict.title} (${verdict.cause}, ${verdict.certainty})`,
    `<${url}>`,
    '',
    verdict.happened,
    '',
    '### Evidence',
    ...evidence,
    '',
    '### Fix',
    ...fixes,
  ]
    .join('\n')
    .trimEnd();
}

function fixLines({ side, text, code }: Fix): string[] {
  const before = text === '' ? [] : [`${side}: ${text}`, ''];
  if (!code) return before;
  return [...before, `${code.label}:`, '', ...code.text.split('\n').map((line) => `    ${line}`), ''];
}
