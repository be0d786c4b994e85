import { isSubprotocol } from '../../websocket/subprotocol.ts';
import { type Cause, pageRow } from '../cause.ts';

/** WHATWG WebSockets §3.1, constructor step 10: every subprotocol is an RFC 6455 token. */
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
      happened: `\`${bad}\` cannot be a subprotocol${bad === '' ? ': it is empty' : ''}, so the constructor threw and nothing was sent. A subprotocol has letters, digits and \`!#$%&'*+-.^_|~\`, with no space, comma, slash or quote.`,
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
              text: 'Take another name. A token or a URL does not belong here: put it into the query, or into the first message.',
            },
      ],
    };
  },
};
