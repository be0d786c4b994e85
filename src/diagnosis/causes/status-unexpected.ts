import { code as codeSpan } from '../code-span.ts';
import { refusedForOffer } from '../differential.ts';
import { askForNone } from '../fixes/client-fixes.ts';
import { passUpgrade, selectSubprotocol } from '../fixes/server-fixes.ts';
import { fromFinding } from '../from-finding.ts';
import type { Fix } from '../verdict.ts';

const MEANINGS: Readonly<Record<number, string>> = {
  400: ' With `400` it says that the request itself is wrong: a proxy lost the upgrade, the path belongs to something else, or the subprotocol is not one it takes.',
  405: ' With `405` it says that this path takes no GET, as the request for a WebSocket is one.',
  429: ' With `429` it says that it has had too many requests.',
};

const SERVER_LOG: Fix = {
  side: 'server',
  text: "Look into the server's log at this time: the refusal comes from its code or from a proxy in front.",
};

/** Any status that has no cause of its own: it comes after those in the registry. */
export const statusUnexpected = fromFinding(
  'status-unexpected',
  'Handshake refused',
  'status',
  ({ code, reason }, evidence) => {
    const forOffer = refusedForOffer(evidence);
    const what = codeSpan(`${code} ${reason}`.trim());
    return {
      happened: `The server answered ${what} where \`101\` was due.${forOffer?.sentence ?? MEANINGS[code] ?? ''}`,
      more: forOffer?.rows ?? [],
      fixes: [
        ...(forOffer ? askForNone(evidence) : []),
        ...(forOffer ? selectSubprotocol(evidence.protocols[0] ?? 'binary') : []),
        SERVER_LOG,
        ...(code === 400 && !forOffer ? passUpgrade : []),
      ],
    };
  },
);
