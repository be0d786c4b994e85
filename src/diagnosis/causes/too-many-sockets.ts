import type { Cause } from '../cause.ts';
import { findingRow, pageRow } from '../evidence-rows.ts';
import { isReason } from '../finding.ts';

/** Chrome counts in one process, which often is one tab; Firefox in all tabs (`network.websocket.max-connections`). */
const LIMITS: Readonly<Record<string, number>> = { chrome: 255, firefox: 200 };

/** Neither browser tells the page, nor shows the attempt on the network. Chrome writes it to the console only. */
export const tooManySockets: Cause = {
  id: 'too-many-sockets',
  title: 'Too many open connections',
  judge: ({ evidence, findings }) => {
    const { browser, neighbours, outcome, exchange, networkLog, createdAt } = evidence;
    const limit = LIMITS[browser];
    if (outcome !== 'failed' || limit === undefined || !neighbours || neighbours.alive < limit) return null;
    // What the network saw was within the limit.
    if (exchange || networkLog || findings.some((finding) => isReason(finding, evidence))) return null;
    return {
      certainty: 'likely',
      severity: 'failure',
      happened: `The page had ${neighbours.alive} other connections when it began this one. ${browser === 'chrome' ? 'Chrome allows 255 in one process' : 'Firefox allows 200 in all tabs together'}, and refuses more without a word to the server${browser === 'chrome' ? '; its console then says `Insufficient resources`' : ''}. The number points to it; DevTools are told nothing, so it may also have had another reason.`,
      evidence: [
        ...findings.map(findingRow),
        {
          witness: 'page',
          time: createdAt,
          what: `${neighbours.alive} connections were connecting or open when this one began`,
        },
        ...pageRow(evidence),
      ],
      fixes: [
        {
          side: 'client',
          text: 'Close connections that are no longer used. A reconnection that does not close the old one leaks it; one connection can carry everything.',
        },
      ],
    };
  },
};
