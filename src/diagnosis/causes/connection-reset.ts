import { code } from '../code-span.ts';
import { refusedForOffer } from '../differential.ts';
import { askForNone } from '../fixes/client-fixes.ts';
import { fromFinding } from '../from-finding.ts';
import { hostOf } from '../url-parts.ts';

export const connectionReset = fromFinding(
  'connection-reset',
  'Connection was reset',
  'connection-reset',
  ({ stage }, evidence) => {
    const forOffer = refusedForOffer(evidence);
    const when = stage === 'tls' ? 'while it was set up' : 'after the request was sent';
    return {
      happened: `The connection to ${code(hostOf(evidence.url))} was reset ${when}: by the server, a firewall, or a proxy.${forOffer?.sentence ?? ''}`,
      more: forOffer?.rows ?? [],
      fixes: [
        ...(forOffer ? askForNone(evidence) : []),
        {
          side: 'server',
          text: "Look into the server's log at this time: a process that dies resets its connections.",
        },
        { side: 'network', text: 'Try without the proxy or firewall in between.' },
      ],
    };
  },
);
