import { isSubprotocol } from '../../websocket/subprotocol.ts';
import { type Cause, pageRow } from '../cause.ts';

/** WHATWG WebSockets §3.1, constructor steps 2 to 8. */
export const urlInvalid: Cause = {
  id: 'url-invalid',
  title: 'URL is not valid',
  judge: ({ evidence }) => {
    const { exception, argument, protocols } = evidence;
    if (exception?.name !== 'SyntaxError' || !protocols.every(isSubprotocol)) return null;
    if (new Set(protocols).size < protocols.length) return null;
    return {
      certainty: 'proved',
      severity: 'failure',
      happened: `\`${argument}\` is no URL that a WebSocket can have${whyNot(argument)}. The constructor threw, and nothing was sent.`,
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

function whyNot(argument: string): string {
  if (!URL.canParse(argument)) return ': it cannot be read as one';
  const { hash, protocol } = new URL(argument);
  if (hash !== '') return `: it has a fragment, \`${hash}\``;
  return ['ws:', 'wss:', 'http:', 'https:'].includes(protocol) ? '' : `: its scheme is \`${protocol}\``;
}
