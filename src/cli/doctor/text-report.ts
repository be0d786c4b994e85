import type { ClientVerdict } from '../../diagnosis/clients/judge-clients.ts';
import type { ServerVerdict } from '../../diagnosis/clients/judge-server.ts';
import type { HandshakeEvidence, Probe } from '../../diagnosis/evidence.ts';
import { httpOutcome, type MatrixRow, OUTCOME_WORDS, probeMatrix } from '../../diagnosis/probe-matrix.ts';
import { readNodeError } from '../../diagnosis/witnesses/node-error.ts';
import type { Fix, Verdict } from '../../diagnosis/verdict.ts';
import { chooseFixes, type FixGroup } from './choose-fixes.ts';
import { type Paint, printable } from './terminal.ts';

const WITNESSES: Readonly<Record<Verdict['evidence'][number]['witness'], string>> = {
  page: 'request',
  'browser-log': 'log',
  response: 'network',
  probe: 'probe',
};

/** What a person reads: verdict, evidence, matrix, clients, fix. */
export function textReport(
  evidence: HandshakeEvidence,
  judged: ServerVerdict,
  fixFor: readonly string[],
  paint: Paint,
): string {
  const { verdict, clients } = judged;
  const sections = [
    [paint.bold(evidence.url), ...headline(judged, paint)],
    ...(verdict ? [section('Evidence', verdict.evidence.map(evidenceLine), paint)] : []),
    section('Opening handshakes', matrix(evidence, paint), paint),
    ...(evidence.httpProbes?.length ? [section('Plain HTTP', plain(evidence), paint)] : []),
    section('Which clients can talk to this server?', table(clients, paint), paint),
    ...(verdict
      ? [
          section(
            'Fix',
            chooseFixes(verdict, fixFor).flatMap((group) => groupLines(group, paint)),
            paint,
          ),
        ]
      : []),
  ];
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function headline({ verdict, clients }: ServerVerdict, paint: Paint): string[] {
  if (!verdict) {
    const unknown = clients.filter(({ connects }) => connects === null).length;
    return [
      paint.good('Nothing is wrong.'),
      unknown === 0
        ? 'Every client below can connect.'
        : `No client below is refused; of ${unknown} it is not known whether it can connect.`,
    ];
  }
  const colour = verdict.severity === 'failure' ? paint.bad : paint.odd;
  return [
    colour(`${printable(verdict.title)} (${verdict.cause}, ${verdict.severity}, ${verdict.certainty})`),
    printable(verdict.happened),
  ];
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  return [paint.bold(title), ...lines.map((line) => `  ${line}`)];
}

function evidenceLine({ witness, what }: Verdict['evidence'][number]): string {
  return `${WITNESSES[witness].padEnd(9)}${printable(what)}`;
}

function matrix(evidence: HandshakeEvidence, paint: Paint): string[] {
  const made = [null, ...(evidence.probes ?? [])];
  const rows = probeMatrix(evidence).map((row, index) => [
    row.offer,
    OUTCOME_WORDS[row.outcome],
    row.selected === null || row.selected === '' ? '–' : row.selected,
    `${seenIn(row)}${elsewhere(made[index] ?? null, evidence)}`,
  ]);
  const lines = columns([['offered', 'outcome', 'selected', 'answer'], ...rows]);
  return lines.map((line, index) => (index === 0 ? paint.dim(line) : line));
}

/** A probe from another page than the others says from which. */
function elsewhere(probe: Probe | null, { initiator, url }: HandshakeEvidence): string {
  const origin = probe?.requestHeaders?.find(({ name }) => name === 'Origin')?.value;
  return origin === undefined || origin === initiator || probe?.url !== url ? '' : ` (from ${origin})`;
}

function seenIn({ seen, outcome, url }: MatrixRow): string {
  const what = outcome !== 'open' && /^[A-Z][A-Z\d_]+(?: |$)/.test(seen) ? readNodeError(seen, 0).what : seen;
  return url === '' ? what : `${what} (${url})`;
}

function plain({ httpProbes = [] }: HandshakeEvidence): string[] {
  return httpProbes.map((probe) => {
    const outcome = probe.error === undefined ? httpOutcome(probe) : readNodeError(probe.error, 0).what;
    return printable(`${probe.url}  ${outcome}`);
  });
}

function table(clients: readonly ClientVerdict[], paint: Paint): string[] {
  const names = Math.max(...clients.map(({ name }) => name.length));
  return clients.flatMap(({ name, connects, reason }) => {
    const word =
      connects === null ? paint.dim('unknown') : connects ? paint.good('yes    ') : paint.bad('no     ');
    return [`${name.padEnd(names)}  ${word}  ${printable(reason)}`];
  });
}

function groupLines({ why, targets: [, ...others], fixes }: FixGroup, paint: Paint): string[] {
  return [
    ...fixes.flatMap(fixLines),
    ...(why === '' ? [] : [paint.dim(`  ${printable(why)}`)]),
    ...(others.length === 0 ? [] : [paint.dim(`  For another, --fix-for takes: ${others.join(', ')}`)]),
  ];
}

function fixLines({ side, text, code }: Fix): string[] {
  return [
    ...(text === '' ? [] : [printable(`${side}: ${text}`)]),
    ...(code
      ? [printable(`  ${code.label}:`), ...code.text.split('\n').map((line) => printable(`    ${line}`))]
      : []),
  ];
}

function columns(rows: readonly (readonly string[])[]): string[] {
  const cells = rows.map((row) => row.map(printable));
  const widths = (cells[0] ?? []).map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  return cells.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
