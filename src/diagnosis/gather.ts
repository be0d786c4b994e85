import type { HandshakeEvidence } from './evidence.ts';
import { type Finding, isReason } from './finding.ts';
import { readChromeCutText, readChromeErrorText } from './witnesses/chrome-error-text.ts';
import { readFirefoxError } from './witnesses/firefox-network-error.ts';
import { readNodeError } from './witnesses/node-error.ts';
import { checkProbes } from './witnesses/probe-check.ts';
import { checkResponse } from './witnesses/response-check.ts';

/**
 * Firefox gives a server 20 s to answer a handshake, or as many as `network.websocket.timeout.open` says, and ends
 * without a word. Everything else that ends without one does so at once; this much is not at once, in milliseconds.
 */
const AT_ONCE = 2_000;

/** What all witnesses of a connection found, the most telling first. */
export function gather(evidence: HandshakeEvidence): Finding[] {
  const seen = [...fromChromeLog(evidence), ...fromExchange(evidence), ...fromPage(evidence)];
  return seen.some((finding) => isReason(finding, evidence)) ? seen : [...seen, ...checkProbes(evidence)];
}

function fromChromeLog({ networkLog, outcome, close }: HandshakeEvidence): Finding[] {
  if (networkLog?.error === undefined) return [];
  if (outcome !== 'open')
    return [readChromeErrorText(networkLog.error, networkLog.time, networkLog.requestHeaders.length > 0)];
  return close ? [readChromeCutText(networkLog.error, close.time)] : [];
}

function fromExchange({
  browser,
  exchange,
  protocols,
  outcome,
  settledAt,
  close,
}: HandshakeEvidence): Finding[] {
  if (!exchange) return [];
  const { response, error = '', requestHeaders = [] } = exchange;
  const ended = () => {
    const time = settledAt ?? exchange.time;
    if (browser !== 'node') return readFirefoxError(error, time, close?.code === 1015);
    return error === '' ? null : readNodeError(error, time);
  };
  if (response && response.status > 0) {
    const defects = checkResponse({
      time: response.time,
      // A header with an empty value offers nothing.
      offered: protocols.filter((protocol) => protocol !== ''),
      requestHeaders,
      status: response.status,
      statusLine: response.statusLine,
      responseHeaders: response.headers,
    });
    if (outcome !== 'failed' || defects.some((defect) => isReason(defect, { browser }))) return defects;
    return [...defects, ...listOf(ended())];
  }
  if (outcome !== 'failed') return [];
  const found = ended();
  if (found) return [found];
  const waited = settledAt === undefined ? 0 : settledAt - exchange.time;
  if (browser !== 'firefox' || settledAt === undefined || waited < AT_ONCE) return [];
  return [
    {
      kind: 'response-timeout',
      stage: 'unknown',
      witness: 'page',
      time: settledAt,
      what: `Firefox gave up after ${(waited / 1000).toFixed(1)} s in which no whole answer came`,
    },
  ];
}

/** What the page itself shows of the answer: only the subprotocol, and only once it is open. */
function fromPage({
  outcome,
  protocols,
  selectedProtocol,
  openedAt,
  exchange,
}: HandshakeEvidence): Finding[] {
  if (outcome !== 'open' || openedAt === undefined || exchange?.response) return [];
  if (protocols.length === 0 || selectedProtocol !== '') return [];
  return [
    {
      kind: 'subprotocol-omitted',
      witness: 'page',
      time: openedAt,
      what: 'The connection is open, and its `protocol` is empty although subprotocols were offered',
    },
  ];
}

function listOf(finding: Finding | null): Finding[] {
  return finding ? [finding] : [];
}
