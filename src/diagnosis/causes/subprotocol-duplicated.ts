import { type Cause, pageRow } from '../cause.ts';

/** WHATWG WebSockets §3.1, constructor step 10: no subprotocol twice. */
export const subprotocolDuplicated: Cause = {
  id: 'subprotocol-duplicated',
  title: 'Subprotocol offered twice',
  judge: ({ evidence }) => {
    const twice = evidence.protocols.find((protocol, i) => evidence.protocols.indexOf(protocol) < i);
    if (evidence.exception?.name !== 'SyntaxError' || twice === undefined) return null;
    return {
      certainty: 'proved',
      severity: 'failure',
      happened: `\`${twice}\` was offered twice, so the constructor threw and nothing was sent.`,
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
