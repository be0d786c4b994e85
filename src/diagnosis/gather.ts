import type { HandshakeEvidence } from './evidence.ts';
import { type Finding, isReason } from './finding.ts';
import { readChromeCutText, readChromeErrorText } from './witnesses/chrome-error-text.ts';
import { readFirefoxError } from './witnesses/firefox-network-error.ts';
import { checkProbes } from './witnesses/probe-check.ts';
import { checkResponse } from './witnesses/response-check.ts';

/** Firefox gives a server this long to answer a handshake (`network.websocket.timeout.open`), in milliseconds. */
const FIREFOX_TIMEOUT = 20_000;
/** How much earlier than that the page's clock may see it end. */
const CLOCK_SKEW = 500;

/** What all witnesses of a connection found, the most telling first. */
export function gather(evidence: HandshakeEvidence): Finding[] {
  const seen = [...fromChromeLog(evidence), ...fromExchange(evidence), ...fromPage(evidence)];
  return seen.some((finding) => isReason(finding, evidence)) ? seen : [...seen, ...checkProbes(evidence)];
}

function fromChromeLog({ networkLog, outcome, close }: HandshakeEvidence): Finding[] {
  if (networkLog?.error === undefined) return [];
  if (outcome !== 'open') return [readChromeErrorText(networkLog.error, networkLog.time)];
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
  if (response && response.status > 0) {
    return checkResponse({
      time: response.time,
      offered: protocols,
      requestHeaders,
      status: response.status,
      statusLine: response.statusLine,
      responseHeaders: response.headers,
    });
  }
  if (outcome !== 'failed') return [];
  const found = readFirefoxError(error, settledAt ?? exchange.time, close?.code === 1015);
  if (found) return [found];
  const waited = settledAt === undefined ? 0 : settledAt - exchange.time;
  if (
    browser !== 'firefox' ||
    error !== '' ||
    settledAt === undefined ||
    waited < FIREFOX_TIMEOUT - CLOCK_SKEW
  ) {
    return [];
  }
  return [
    {
      kind: 'response-timeout',
      stage: 'unknown',
      witness: 'page',
      time: settledAt,
      what: `Nothing came back within ${(waited / 1000).toFixed(1)} s, the time that Firefox gives a handshake`,
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
