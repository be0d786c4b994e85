import type { Cause } from '../cause.ts';
import { code } from '../code-span.ts';
import { pageRow } from '../evidence-rows.ts';

/** WHATWG WebSockets §3.1, the constructor: no subprotocol twice (RFC 6455 §4.1). */
export const subprotocolDuplicated: Cause = {
  id: 'subprotocol-duplicated',
  title: 'Subprotocol offered twice',
  judge: ({ evidence }) => {
    const twice = evidence.protocols.find((protocol, i) => evidence.protocols.indexOf(protocol) < i);
    if (evidence.exception?.name !== 'SyntaxError' || twice === undefined) return null;
    return {
      certainty: 'proved',
      severity: 'failure',
      happened: `${code(twice)} was offered twice, so the constructor threw and nothing was sent.`,
      evidence: pageRow(evidence),
      fixes: [
        {
          side: 'client',
          text: 'Offer each subprotocol once:',
          code: {
            label: 'JavaScript',
            text: `new WebSocket(url, ${JSON.stringify([...new Set(evidence.protocols)])})`,
          },
        },
      ],
    };
  },
};
