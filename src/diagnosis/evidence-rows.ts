import { closeCodeName } from '../websocket/close-code.ts';
import { code, codes } from './code-span.ts';
import type { HandshakeEvidence, Probe } from './evidence.ts';
import type { Finding } from './finding.ts';
import { ownOrigin } from './own-origin.ts';
import type { EvidenceRow } from './verdict.ts';

/** What the page asked for: the first row where the offer of subprotocols is to blame. */
export function offerRow({ protocols, createdAt }: HandshakeEvidence): EvidenceRow {
  const offered = protocols.length === 0 ? 'no subprotocol' : codes(protocols);
  return { witness: 'page', what: `The client offered ${offered}`, time: createdAt };
}

export function findingRow({ witness, time, what }: Finding): EvidenceRow {
  return { witness, time, what };
}

/** How it ended for the page, for the last row. */
export function pageRow({
  browser,
  outcome,
  close,
  openedAt,
  settledAt,
  isCloseAlone,
  exception,
}: HandshakeEvidence): EvidenceRow[] {
  const row = (what: string, time: number | undefined): EvidenceRow[] => [
    { witness: 'page', what, ...(time === undefined ? {} : { time }) },
  ];
  if (browser === 'node') return row('The command line asked as a page in Chrome would', settledAt);
  if (browser === 'native')
    return row('A native client got this answer; a page in Chrome is told 1006', settledAt);
  if (exception) return row(`The constructor threw ${code(exceptionText(exception))}`, settledAt);
  if (outcome === 'threw') return row('The constructor threw', settledAt);
  if (outcome === 'open') return row('The page got `open`', openedAt);
  if (outcome !== 'failed') return [];
  if (close && isCloseAlone)
    return row(`The page got \`close\` with code ${close.code}, and no \`error\` before it`, close.time);
  if (close) return row(`The page got \`error\`, then \`close\` with code ${close.code}`, close.time);
  return row('The page got `error` and nothing else', settledAt);
}

/** The close event of a connection that was open. */
export function closeRow(
  close: NonNullable<HandshakeEvidence['close']>,
  openedAt: number,
): readonly [EvidenceRow] {
  const reason = close.reason === '' ? 'no reason' : `the reason ${code(close.reason)}`;
  const seconds = ((close.time - openedAt) / 1000).toFixed(1);
  return [
    {
      witness: 'page',
      time: close.time,
      what: `${seconds} s after \`open\` the page got \`close\` with code ${close.code} (${closeCodeName(close.code)}) and ${reason}`,
    },
  ];
}

/** What a probe led to; said in full where it went to another URL, or carried another origin, than the handshake. */
export function probeRow(probe: Probe, evidence: HandshakeEvidence): EvidenceRow {
  const { protocols, outcome, selectedProtocol = '', time, from } = probe;
  const offer = protocols.length === 0 ? 'no subprotocol' : codes(protocols);
  const result = {
    open: selectedProtocol === '' ? 'opened' : `opened with ${code(selectedProtocol)} selected`,
    failed: 'failed',
    'timed-out': 'had no answer in time',
  }[outcome];
  const place = probe.url === evidence.url ? 'the same URL' : code(probe.url);
  const origin =
    from === 'extension' && from !== ownOrigin(evidence) ? ' from the extension’s own origin' : '';
  return { witness: 'probe', what: `Offering ${offer}, ${place} ${result}${origin}`, time };
}

function exceptionText({ name, message }: NonNullable<HandshakeEvidence['exception']>): string {
  return message.trim() === '' ? name : `${name}: ${message.trim()}`;
}
