import type { ServerVerdict } from '../../diagnosis/clients/judge-server.ts';
import type { HandshakeEvidence } from '../../diagnosis/evidence.ts';
import type { Fix, Verdict } from '../../diagnosis/verdict.ts';
import { chooseFixes } from './choose-fixes.ts';

interface Offer {
  readonly protocols: readonly string[];
  readonly outcome: string;
  readonly selected: string | null;
}

/** One JSON object, in the form that `--help` describes. */
export function jsonReport(
  evidence: HandshakeEvidence,
  { verdict, clients }: ServerVerdict,
  fixFor: readonly string[],
): string {
  const report = {
    url: evidence.url,
    verdict: verdict ? ofVerdict(verdict, fixFor) : NOTHING_WRONG,
    offers: offersOf(evidence),
    clients: clients.map(({ client, name, connects, cause, reason }) => ({
      client,
      name,
      connects,
      cause,
      reason,
    })),
    httpProbes: (evidence.httpProbes ?? []).map(({ url, outcome, status = null, error = null }) => ({
      url,
      outcome,
      status,
      error,
    })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

const NOTHING_WRONG = {
  cause: null,
  certainty: 'proved',
  severity: 'info',
  title: 'Nothing is wrong',
  happened: 'No client that is modelled is refused.',
  evidence: [],
  fix: null,
  fixes: [],
} as const;

function ofVerdict(verdict: Verdict, fixFor: readonly string[]) {
  const { cause, certainty, severity, title, happened, evidence } = verdict;
  const fixes = chooseFixes(verdict, fixFor).flatMap(({ fixes }) => fixes);
  return {
    cause,
    certainty,
    severity,
    title,
    happened,
    evidence: evidence.map(({ witness, what }) => ({ witness, what })),
    fix: fixes.map(inWords).join('\n\n'),
    fixes,
  };
}

function inWords({ side, text, code }: Fix): string {
  return [`${side}: ${text}`, ...(code ? [`${code.label}:`, code.text] : [])].join('\n');
}

/** The handshakes with the URL itself and as from the same page, as asked first. */
function offersOf(evidence: HandshakeEvidence): Offer[] {
  const { url, protocols, outcome, selectedProtocol, probes = [] } = evidence;
  return [
    { protocols, outcome, selected: selectedOf(outcome, selectedProtocol) },
    ...probes
      .filter((probe) => probe.url === url && probe.from === 'node')
      .map((probe) => ({
        protocols: probe.protocols,
        outcome: probe.outcome,
        selected: selectedOf(probe.outcome, probe.selectedProtocol),
      })),
  ];
}

function selectedOf(outcome: string, selected: string | undefined): string | null {
  return outcome === 'open' && selected !== undefined && selected !== '' ? selected : null;
}
