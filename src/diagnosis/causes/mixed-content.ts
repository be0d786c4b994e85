import type { Cause } from '../cause.ts';
import { pageRow } from '../evidence-rows.ts';
import { hostOf, isLoopback } from '../url-parts.ts';

/** WHATWG Fetch, mixed content: a page on https may open `ws:` only to this machine. */
export const mixedContent: Cause = {
  id: 'mixed-content',
  title: 'Plain ws from an https page',
  judge: ({ evidence }) => {
    const { exception, initiator, argument } = evidence;
    if (exception?.name !== 'SecurityError') return null;
    // Only Chrome says it in so many words; Firefox calls every such operation insecure.
    const isSaid = /insecure WebSocket connection may not be initiated/i.test(exception.message);
    const isPlain = /^\s*(?:ws|http):/i.test(argument);
    const isMixed = /^(?:blob:)?https:/.test(initiator) && isPlain && !isLoopback(argument.trim());
    if (!isSaid && !isMixed) return null;
    return {
      certainty: 'proved',
      severity: 'failure',
      happened:
        'The page came over https, so the browser lets it open only `wss:` connections. Nothing was sent.',
      evidence: pageRow(evidence),
      fixes: [
        {
          side: 'client',
          text: 'Connect with TLS:',
          code: { label: 'URL', text: `wss://${hostOf(argument)}` },
        },
        {
          side: 'server',
          text: 'Put TLS in front of the game server, as a proxy does. For development `localhost` is allowed without, and so is a page that comes over http.',
        },
      ],
    };
  },
};
