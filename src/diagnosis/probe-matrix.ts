import type { HandshakeEvidence, HttpProbe, Probe, ProbeOrigin } from './evidence.ts';

/** One line of what was tried and what came of it, in words. */
export interface MatrixRow {
  /** The offered subprotocols; `none` for none. */
  readonly offer: string;
  readonly origin: string;
  /** Empty for the URL of the connection itself. */
  readonly url: string;
  readonly outcome: 'open' | 'failed' | 'timed-out' | 'pending';
  /** The subprotocol that the client got; empty for none, `null` where nothing opened. */
  readonly selected: string | null;
  /** What a witness says of it: the response's status, the browser's words. Empty where none says anything. */
  readonly seen: string;
}

/** What each outcome is called where a person reads it. */
export const OUTCOME_WORDS: Readonly<Record<MatrixRow['outcome'], string>> = {
  open: 'opened',
  failed: 'failed',
  'timed-out': 'no answer',
  pending: 'not decided',
};

const ORIGINS: Readonly<Record<ProbeOrigin, string>> = {
  page: 'page',
  extension: 'extension',
  node: 'command line',
};

/** What opening handshakes to one server led to: the connection's own first, then each probe. */
export function probeMatrix(evidence: HandshakeEvidence): MatrixRow[] {
  return [ownRow(evidence), ...(evidence.probes ?? []).map((probe) => probeRow(probe, evidence.url))];
}

function ownRow({
  protocols,
  outcome,
  selectedProtocol = '',
  exchange,
  networkLog,
  browser,
}: HandshakeEvidence): MatrixRow {
  const { response } = exchange ?? {};
  return {
    offer: offerOf(protocols),
    origin: browser === 'node' ? ORIGINS.node : 'page, at first',
    url: '',
    outcome: outcome === 'threw' ? 'failed' : outcome,
    selected: outcome === 'open' ? selectedProtocol : null,
    seen: response ? response.statusLine : (networkLog?.error ?? exchange?.error ?? ''),
  };
}

function probeRow(probe: Probe, url: string): MatrixRow {
  const { response, error, exception, outcome, selectedProtocol = '' } = probe;
  return {
    offer: offerOf(probe.protocols),
    origin: ORIGINS[probe.from],
    url: probe.url === url ? '' : probe.url,
    outcome,
    selected: outcome === 'open' ? selectedProtocol : null,
    seen: response ? response.statusLine : (error ?? exception ?? ''),
  };
}

function offerOf(protocols: readonly string[]): string {
  if (protocols.length === 0) return 'none';
  return protocols.join(', ') || '(an empty header)';
}

/** "403 Forbidden", or why there was no answer. */
export function httpOutcome({ outcome, status, statusText = '', error }: HttpProbe): string {
  if (status !== undefined) return `${status} ${statusText}`.trim();
  if (error !== undefined) return error;
  return { answered: 'answered, unreadable', failed: 'no answer', 'timed-out': 'no answer in time' }[outcome];
}
