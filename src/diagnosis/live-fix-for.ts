import type { LiveFix } from '../bridge/live-fix.ts';
import { isSubprotocol } from '../websocket/subprotocol.ts';
import { openedWithoutOffer, openedWithOffer, reachedAtSibling } from './differential.ts';
import type { HandshakeEvidence } from './evidence.ts';
import { findingOf } from './finding.ts';
import { gather } from './gather.ts';
import { spokePlain, spokeTls } from './other-scheme.ts';
import type { Verdict } from './verdict.ts';

type Change = Pick<LiveFix, 'protocols' | 'url'>;

const OFFER_NONE: Change = { protocols: [], url: null };

/** What can be tried on the live page against a verdict; `null` where nothing is known that would help. */
export function liveFixFor(verdict: Verdict, evidence: HandshakeEvidence): LiveFix | null {
  if (verdict.severity !== 'failure') return null;
  const change = changeFor(verdict.cause, evidence);
  return change && { pattern: evidence.url, repair: false, ...change };
}

function changeFor(cause: string, evidence: HandshakeEvidence): Change | null {
  switch (cause) {
    case 'subprotocol-omitted':
    case 'subprotocol-mismatch':
    case 'subprotocol-repeated':
      return OFFER_NONE;
    case 'subprotocol-unrequested': {
      const value = findingOf(gather(evidence), 'subprotocol-unrequested')?.value ?? '';
      return isSubprotocol(value) ? { protocols: [value], url: null } : null;
    }
    case 'subprotocol-required': {
      const opened = openedWithOffer(evidence);
      return opened && { protocols: [opened.selectedProtocol], url: null };
    }
    case 'status-redirect':
      return elsewhere(findingOf(gather(evidence), 'status')?.location, evidence.url);
    case 'connection-refused':
      return elsewhere(reachedAtSibling(evidence)?.url, evidence.url);
    case 'tls-to-plain-port':
      return spokePlain(evidence) && elsewhere(evidence.url.replace(/^wss:/, 'ws:'), evidence.url);
    case 'plain-to-tls-port':
      return spokeTls(evidence) && elsewhere(evidence.url.replace(/^ws:/, 'wss:'), evidence.url);
    default:
      return openedWithoutOffer(evidence) ? OFFER_NONE : null;
  }
}

function elsewhere(location: string | undefined, base: string): Change | null {
  if (location === undefined || !URL.canParse(location, base)) return null;
  const { href } = new URL(location, base);
  const url = href.replace(/^http/, 'ws');
  return /^wss?:/.test(url) && url !== base ? { protocols: null, url } : null;
}
