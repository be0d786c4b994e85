import { code } from '../code-span.ts';
import { probesOf, sameOffer } from '../differential.ts';
import type { HandshakeEvidence, HttpProbe, Probe } from '../evidence.ts';
import { BEFORE_REQUEST, type Finding, isReason } from '../finding.ts';
import { isHealthy, isTwin } from '../healthy-twin.ts';
import { ownOrigin } from '../own-origin.ts';
import { httpOutcome } from '../probe-matrix.ts';
import type { Certainty } from '../verdict.ts';
import { readChromeErrorText } from './chrome-error-text.ts';
import { checkResponse } from './response-check.ts';

/**
 * What probes show of a handshake that failed and that nobody explained: the same offer made again, with a witness
 * this time; or plain HTTP to the same place, whose failures the browser does explain.
 */
export function checkProbes(evidence: HandshakeEvidence): Finding[] {
  if (evidence.outcome !== 'failed') return [];
  const again = probesOf(evidence).find(
    ({ from, protocols }) => from === ownOrigin(evidence) && sameOffer(protocols, evidence.protocols),
  );
  if (again?.outcome === 'open') return [];
  const reasons = again ? ofHandshake(again).filter((finding) => isReason(finding, evidence)) : [];
  if (reasons.length > 0) return reasons;
  // Some handshake gets through, so the place is right and speaks HTTP.
  if (probesOf(evidence).some(({ outcome }) => outcome === 'open')) return [];
  return (evidence.httpProbes ?? []).flatMap((probe) => ofHttp(probe, evidence));
}

/** What browsers offer in every handshake; where the request was not seen, its answer is right. */
const BROWSERS_OFFER = [
  { name: 'Sec-WebSocket-Extensions', value: 'permessage-deflate; client_max_window_bits' },
];

/** The offer of the page made once more. */
function ofHandshake({
  response,
  error,
  time,
  protocols,
  requestHeaders = BROWSERS_OFFER,
}: Probe): Finding[] {
  if (response && response.status > 0) {
    const { status, statusLine, headers: responseHeaders } = response;
    const checked = checkResponse({
      time,
      offered: protocols,
      requestHeaders,
      status,
      statusLine,
      responseHeaders,
    });
    return checked.map((finding) => byProbe(finding, 'proved', `Tried again: ${finding.what}`));
  }
  if (!error) return [];
  const finding = readChromeErrorText(error, time);
  return [byProbe(finding, 'proved', `Tried again, ${finding.what}`)];
}

function ofHttp(probe: HttpProbe, evidence: HandshakeEvidence): Finding[] {
  const { status, error, time } = probe;
  if (!isTwin(probe, evidence)) return [];
  const what = `Plain HTTP to ${code(probe.url)}: ${code(httpOutcome(probe))}`;
  if (probe.redirectedTo !== undefined) {
    return [
      {
        witness: 'probe',
        time,
        what: `Plain HTTP to ${code(probe.url)} was redirected to ${code(probe.redirectedTo)}`,
        certainty: 'likely',
        kind: 'status',
        code: 302,
        reason: '',
        location: probe.redirectedTo,
      },
    ];
  }
  if (status !== undefined && status > 0) {
    if (isHealthy(probe, evidence)) return [];
    const { statusText: reason = '' } = probe;
    // A server may answer a page's request in one way and a handshake in another.
    const certainty = status === 401 || status === 403 || status >= 500 ? 'likely' : 'possible';
    return [{ witness: 'probe', time, what, certainty, kind: 'status', code: status, reason }];
  }
  if (!error) return [];
  const finding = readChromeErrorText(error, time);
  const concernsAny = BEFORE_REQUEST.has(finding.kind) || finding.kind === 'port-blocked';
  return [byProbe(finding, concernsAny ? 'proved' : 'likely', what)];
}

function byProbe(finding: Finding, certainty: Certainty, what: string): Finding {
  return { ...finding, witness: 'probe', certainty, what };
}
