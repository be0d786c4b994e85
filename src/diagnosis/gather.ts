import type { HandshakeEvidence } from './evidence.ts';
import type { Finding } from './finding.ts';
import { readChromeErrorText } from './witnesses/chrome-error-text.ts';
import { readFirefoxError } from './witnesses/firefox-network-error.ts';
import { checkResponse } from './witnesses/response-check.ts';

/** Firefox gives a server this long to answer a handshake (`network.websocket.timeout.open`), in milliseconds. */
const FIREFOX_TIMEOUT = 20_000;

/** What all witnesses of a handshake found, the most telling first. */
export function gather(evidence: HandshakeEvidence): Finding[] {
  return [...fromChromeLog(evidence), ...fromExchange(evidence), ...fromPage(evidence)];
}

function fromChromeLog({ networkLog, outcome }: HandshakeEvidence): Finding[] {
  if (networkLog?.error === undefined || outcome === 'open') return [];
  return [readChromeErrorText(networkLog.error, networkLog.time)];
}

function fromExchange({ exchange, protocols, outcome, createdAt, settledAt }: HandshakeEvidence): Finding[] {
  if (!exchange) return [];
  const { response, error, requestHeaders = [] } = exchange;
  if (response) {
    return checkResponse({
      time: response.time,
      offered: protocols,
      requestHeaders,
      status: response.status,
      statusLine: response.statusLine,
      responseHeaders: response.headers,
    });
  }
  if (outcome === 'failed' && settledAt !== undefined && settledAt - createdAt > FIREFOX_TIMEOUT - 500) {
    return [
      {
        kind: 'response-timeout',
        witness: 'page',
        time: settledAt,
        what: 'Nothing came back within 20 seconds',
      },
    ];
  }
  const found = error === undefined ? null : readFirefoxError(error, exchange.time);
  return found ? [found] : [];
}

/** What the page itself shows of the answer: only the subprotocol, and only once it is open. */
function fromPage({
  outcome,
  protocols,
  selectedProtocol,
  openedAt,
  exchange,
  networkLog,
}: HandshakeEvidence): Finding[] {
  if (outcome !== 'open' || openedAt === undefined || exchange?.response || networkLog) return [];
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
