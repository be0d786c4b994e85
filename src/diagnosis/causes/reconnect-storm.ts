import type { Cause } from '../cause.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { RECENT } from '../evidence.ts';
import { findingRow, pageRow } from '../evidence-rows.ts';
import { isReason } from '../finding.ts';

/** Connections to one URL that came to their end in {@link RECENT}: from here on it is no patience any more. */
const MANY = 20;

/**
 * The page connects again as soon as it is cut off. That it ends each time has a cause of its own, which goes first
 * where it is known.
 */
export const reconnectStorm: Cause = {
  id: 'reconnect-storm',
  title: 'Reconnects without a pause',
  judge: ({ evidence, findings }) => {
    const { neighbours, outcome, createdAt, browser, probes = [] } = evidence;
    if (!neighbours || neighbours.recentlyEnded < MANY || outcome === 'threw') return null;
    const isExplained = findings.some((finding) => isReason(finding, evidence)) || probes.length > 0;
    return {
      certainty: 'proved',
      severity: outcome === 'failed' && !isExplained ? 'failure' : 'warning',
      happened: `In the ${RECENT / 1000} s before it began this connection, ${neighbours.recentlyEnded} to the same URL had come to an end: the page connects again at once, whatever happens.${browser === 'firefox' ? FIREFOX : ''}`,
      evidence: [
        {
          witness: 'page',
          time: createdAt,
          what: `${neighbours.recentlyEnded} connections to this URL ended in the ${RECENT / 1000} s before`,
        },
        ...findings.map(findingRow),
        ...endRow(evidence),
      ],
      fixes: [
        {
          side: 'client',
          text: 'Wait before connecting again, longer after each failure, and start anew when a connection has lasted:',
          code: { label: 'JavaScript', text: BACK_OFF },
        },
        {
          side: 'server',
          text: 'See why the first of these connections ended: its verdict tells. An overloaded server drops more of them the faster they come.',
        },
      ],
    };
  },
};

const FIREFOX =
  ' Firefox holds back connections to a server that just failed, by up to about two seconds, and makes only one at a time: that wait is not the slowness of the server.';

const BACK_OFF = `let delay = 500;
function connect() {
  const socket = new WebSocket(url);
  socket.onopen = () => { delay = 500; };
  socket.onclose = () => {
    setTimeout(connect, delay * (0.5 + Math.random()));
    delay = Math.min(delay * 2, 30_000);
  };
}`;

function endRow(evidence: HandshakeEvidence): ReturnType<typeof pageRow> {
  return evidence.outcome === 'failed' ? pageRow(evidence) : [];
}
