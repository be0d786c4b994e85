import { isSubprotocol } from '../../websocket/subprotocol.ts';
import type { Cause } from '../cause.ts';
import { code } from '../code-span.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import { pageRow } from '../evidence-rows.ts';

/** WHATWG WebSockets §3.1, the constructor: the steps on the URL come before those on the subprotocols. */
export const urlInvalid: Cause = {
  id: 'url-invalid',
  title: 'URL is not valid',
  judge: ({ evidence }) => {
    const { exception, argument, protocols } = evidence;
    // Chrome names the part that is at fault; Firefox says the same of all.
    if (exception?.name !== 'SyntaxError' || /The subprotocol '/.test(exception.message)) return null;
    const fault = faultOf(evidence);
    const protocolsAreFine = protocols.every(isSubprotocol) && new Set(protocols).size === protocols.length;
    if (fault === null && !/\bURL/.test(exception.message) && !protocolsAreFine) return null;
    return {
      certainty: 'proved',
      severity: 'failure',
      happened: `${argument === '' ? 'An empty text' : code(argument)} is no URL that a WebSocket can have${fault ?? ''}. The constructor threw, and nothing was sent.`,
      evidence: pageRow(evidence),
      fixes: [
        {
          side: 'client',
          text: 'Write scheme, host and, where it is not the usual one, the port. Some engines swallow this exception and seem to connect for ever.',
          code: { label: 'Example', text: 'ws://localhost:9999/' },
        },
      ],
    };
  },
};

function faultOf({ argument, initiator }: HandshakeEvidence): string | null {
  const base = URL.canParse(initiator) && /^https?:/.test(initiator) ? initiator : undefined;
  if (!URL.canParse(argument, base)) return ': it cannot be read as one';
  const { href, hash, protocol } = new URL(argument, base);
  if (href.includes('#')) return `: it has a fragment, ${code(hash === '' ? '#' : hash)}`;
  return /^(?:ws|http)s?:$/.test(protocol) ? null : `: its scheme is ${code(protocol)}`;
}
