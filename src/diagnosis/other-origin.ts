import { code } from './code-span.ts';
import { probesOf, sameOffer } from './differential.ts';
import type { HandshakeEvidence, Probe, ProbeOrigin } from './evidence.ts';
import { ownOrigin } from './own-origin.ts';
import type { EvidenceRow } from './verdict.ts';
import { headerValue } from '../websocket/header-field.ts';

const NAMES: Readonly<Record<ProbeOrigin, string>> = {
  page: 'the page’s origin',
  extension: 'the origin of this extension',
  node: 'the command line',
};

/** The same offer to the same URL, from elsewhere: what differs is who asks. */
export interface OtherOrigin {
  readonly opened: Probe;
  /** Made from the origin of the handshake, and failed again; `null` where that was not tried. */
  readonly again: Probe | null;
  readonly rows: readonly EvidenceRow[];
}

/** The handshake failed, and the very same one opened from another origin. */
export function openedFromElsewhere(evidence: HandshakeEvidence): OtherOrigin | null {
  if (evidence.outcome !== 'failed') return null;
  const own = ownOrigin(evidence);
  const same = probesOf(evidence).filter(({ protocols }) => sameOffer(protocols, evidence.protocols));
  const opened = same.find(({ from, outcome }) => from !== own && outcome === 'open');
  const again = same.find(({ from, outcome }) => from === own && outcome !== 'open') ?? null;
  // It opened from the same place too: then it was an accident.
  if (!opened || same.some(({ from, outcome }) => from === own && outcome === 'open')) return null;
  return { opened, again, rows: [...(again ? [rowOf(again)] : []), rowOf(opened)] };
}

function rowOf({ from, outcome, time, requestHeaders = [] }: Probe): EvidenceRow {
  const origin = headerValue(requestHeaders, 'origin');
  const whose = origin === undefined ? NAMES[from] : code(origin);
  const result = { open: 'opens', failed: 'fails', 'timed-out': 'has no answer in time' }[outcome];
  return { witness: 'probe', time, what: `The same handshake from ${whose} ${result}` };
}
