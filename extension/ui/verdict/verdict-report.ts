import type { HandshakeEvidence, HttpProbe } from '../../../src/diagnosis/evidence.ts';
import { fixesAtHand } from '../../../src/diagnosis/fixes/arrange.ts';
import { Masking } from '../../../src/diagnosis/masking.ts';
import { httpOutcome, type MatrixRow, probeMatrix } from '../../../src/diagnosis/probe-matrix.ts';
import type { EvidenceRow, Fix, Verdict } from '../../../src/diagnosis/verdict.ts';
import { headerValue } from '../../../src/websocket/header-field.ts';

/** What each witness is called where a person reads it. */
const WITNESSES: Readonly<Record<EvidenceRow['witness'], string>> = {
  page: 'page',
  'browser-log': 'browser’s log',
  response: 'network',
  probe: 'probe',
};

/** Who saw a line of the evidence, in a word. */
export function witnessOf({ witness }: EvidenceRow, { browser }: HandshakeEvidence): string {
  return witness === 'page' && browser === 'native' ? 'client' : WITNESSES[witness];
}

export interface ReportOptions {
  /** The browser's own name and version. */
  readonly userAgent: string;
  /** Whether tokens, cookies and the like stay readable. */
  readonly showsSecrets: boolean;
}

/** A verdict in Markdown, to be sent to whoever runs the server. */
export function verdictReport(
  verdict: Verdict,
  evidence: HandshakeEvidence,
  { userAgent, showsSecrets }: ReportOptions,
): string {
  const { url, protocols, initiator, httpProbes = [] } = evidence;
  const hasProbes = (evidence.probes ?? []).length > 0;
  const text = [
    `## ${verdict.title} (${verdict.cause}, ${verdict.certainty})`,
    `- URL: <${url}>`,
    `- Subprotocols offered: ${protocols.length === 0 ? 'none' : protocols.map(quoted).join(', ')}`,
    `- From: <${initiator}>`,
    `- ${evidence.browser === 'native' ? 'Seen in' : 'Browser'}: ${userAgent}`,
    '',
    verdict.happened,
    '',
    '### Evidence',
    ...verdict.evidence.map((row) => evidenceLine(row, evidence)),
    ...(hasProbes ? ['', '### What other handshakes led to', ...matrixLines(probeMatrix(evidence))] : []),
    ...(httpProbes.length > 0 ? ['', '### Plain HTTP', ...httpProbes.map(httpLine)] : []),
    '',
    '### Fix',
    ...fixesAtHand(verdict).flatMap(fixLines),
  ]
    .join('\n')
    .trimEnd();
  return showsSecrets ? text : maskingOf(evidence).mask(text);
}

function maskingOf({ url, exchange, networkLog }: HandshakeEvidence): Masking {
  return new Masking(url, [...(exchange?.requestHeaders ?? []), ...(networkLog?.requestHeaders ?? [])]);
}

function evidenceLine(row: EvidenceRow, evidence: HandshakeEvidence): string {
  const when = row.time === undefined ? '' : ` (${new Date(row.time).toISOString()})`;
  return `- ${witnessOf(row, evidence)}: ${row.what}${when}`;
}

function matrixLines(rows: readonly MatrixRow[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [
    line(['offered', 'origin', 'outcome', 'selected', 'the network said']),
    '|---|---|---|---|---|',
    ...rows.map(({ offer, origin, url, outcome, selected, seen }) =>
      line([url === '' ? offer : `${offer} to ${url}`, origin, outcome, selected ?? '–', seen]),
    ),
  ];
}

/** A server's words may hold what would end a cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
}

function httpLine(probe: HttpProbe): string {
  const server = headerValue(probe.headers ?? [], 'server');
  return `- <${probe.url}>: ${httpOutcome(probe)}${server === undefined ? '' : `, \`Server: ${server}\``}`;
}

function quoted(protocol: string): string {
  return `\`${protocol}\``;
}

function fixLines({ side, text, code }: Fix): string[] {
  const before = text === '' ? [] : [`${side}: ${text}`, ''];
  if (!code) return before;
  return [...before, `${code.label}:`, '', ...code.text.split('\n').map((line) => `    ${line}`), ''];
}
