import { isSubprotocol } from '../../websocket/subprotocol.ts';
import type { Cause, Judgement } from '../cause.ts';
import { code } from '../code-span.ts';
import { openedWithoutOffer } from '../differential.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { findingRow, pageRow, probeRow } from '../evidence-rows.ts';
import { type Finding, findingOf } from '../finding.ts';

/** WHATWG WebSockets §3.1, the constructor: every subprotocol is a token (RFC 6455 §4.1, RFC 9110 §5.6.2). */
export const subprotocolInvalid: Cause = {
  id: 'subprotocol-invalid',
  title: 'Subprotocol is no valid token',
  judge: ({ evidence, findings }) => {
    if (isEmptyHeader(evidence)) return ofEmptyHeader(evidence, findings);
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

function isEmptyHeader({ protocols, outcome }: HandshakeEvidence): boolean {
  return outcome === 'failed' && protocols.length === 1 && protocols[0] === '';
}

/** No browser sends one, but lua-websockets does (RFC 6455 §4.1: the elements of the header are not empty). */
function ofEmptyHeader(evidence: HandshakeEvidence, findings: readonly Finding[]): Judgement | null {
  const opened = openedWithoutOffer(evidence);
  const status = findingOf(findings, 'status')?.code;
  // Who sends it names no origin either, and these would be said of that.
  if (!opened || status === 401 || status === 403) return null;
  const isProved = status === 400;
  return {
    certainty: isProved ? 'proved' : 'likely',
    severity: 'failure',
    happened:
      'The client sent `Sec-WebSocket-Protocol` with an empty value, and the server refused that; without the header, the same URL opens. lua-websockets sends it when it is told no subprotocol.',
    evidence: [...findings.map(findingRow), probeRow(opened, evidence), ...pageRow(evidence)],
    fixes: [
      {
        side: 'client',
        text: 'Tell lua-websockets a subprotocol that the server takes:',
        code: { label: 'Lua', text: `client:connect(${JSON.stringify(evidence.url)}, "binary")` },
      },
      {
        side: 'server',
        text: 'Or let the server take an empty header for none. With ws, before it handles the upgrade:',
        code: {
          label: 'JavaScript',
          text: "if (request.headers['sec-websocket-protocol'] === '') delete request.headers['sec-websocket-protocol'];",
        },
      },
    ],
  };
}
