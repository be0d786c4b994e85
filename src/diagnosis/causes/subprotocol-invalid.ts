import { isSubprotocol } from '../../websocket/subprotocol.ts';
import type { Cause } from '../cause.ts';
import { code } from '../code-span.ts';
import { pageRow } from '../evidence-rows.ts';

/** WHATWG WebSockets §3.1, the constructor: every subprotocol is a token (RFC 6455 §4.1, RFC 9110 §5.6.2). */
export const subprotocolInvalid: Cause = {
  id: 'subprotocol-invalid',
  title: 'Subprotocol is no valid token',
  judge: ({ evidence }) => {
    const bad = evidence.protocols.find((protocol) => !isSubprotocol(protocol));
    if (evidence.exception?.name !== 'SyntaxError' || bad === undefined) return null;
    const pieces = bad.split(',').map((piece) => piece.trim());
    const isList = pieces.length > 1 && pieces.every(isSubprotocol);
    return {
      certainty: 'proved',
      severity: 'failure',
      happened: `${bad === '' ? 'An empty text' : code(bad)} cannot be a subprotocol, so the constructor threw and nothing was sent. A subprotocol has letters, digits and \`!#$%&'*+-.^_|~\`, with no space, comma, slash or quote.`,
      evidence: pageRow(evidence),
      fixes: [
        isList
          ? {
              side: 'client',
              text: 'Several subprotocols go in as a list, without spaces:',
              code: { label: 'JavaScript', text: `new WebSocket(url, ${JSON.stringify(pieces)})` },
            }
          : {
              side: 'client',
              text: 'Offer another name, or none. A token or a URL does not belong here: put it into the query, or into the first message.',
            },
      ],
    };
  },
};
