import { type Cause, hostOf, pageRow } from '../cause.ts';

/** WHATWG Fetch "bad mixed content": a page on https may open `ws:` only to this machine. */
export const mixedContent: Cause = {
  id: 'mixed-content',
  title: 'Plain ws from an https page',
  judge: ({ evidence }) => {
    if (evidence.exception?.name !== 'SecurityError' || !evidence.url.startsWith('ws:')) return null;
    if (!evidence.initiator.startsWith('https:')) return null;
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
          code: { label: 'URL', text: `wss://${hostOf(evidence)}` },
        },
        {
          side: 'server',
          text: 'Put TLS in front of the game server; for development, `localhost` is allowed without.',
        },
      ],
    };
  },
};
