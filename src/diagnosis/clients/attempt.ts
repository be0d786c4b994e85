import { type HeaderField, headerValue } from '../../websocket/header-field.ts';
import { diagnose } from '../diagnose.ts';
import type { HandshakeEvidence, Probe } from '../evidence.ts';
import type { Finding } from '../finding.ts';
import { gather } from '../gather.ts';
import { ownOrigin } from '../own-origin.ts';
import { originOf } from '../url-parts.ts';

/** One opening handshake with the server, whoever made it: the one at hand or a probe. */
export interface Attempt {
  /** As if it were the handshake at hand, and all others were its probes. */
  readonly evidence: HandshakeEvidence;
  readonly findings: readonly Finding[];
  /** What was offered; one empty text is a header with an empty value. */
  readonly offer: readonly string[];
  /** The `Origin` that it carried; `null` where it had none, `undefined` where it is the extension's own. */
  readonly origin: string | null | undefined;
  readonly isTimedOut: boolean;
}

/** Causes on the client's own side: a handshake that ended so says nothing of the server. */
const NOT_OF_SERVER: ReadonlySet<string> = new Set([
  'url-invalid',
  'subprotocol-invalid',
  'subprotocol-duplicated',
  'port-blocked',
  'csp-connect-src',
  'mixed-content',
  'local-network-access',
  'blocked-by-extension',
  'closed-by-page',
  'too-many-sockets',
]);

/** Both browsers offer it with every handshake. */
const BROWSER_EXTENSIONS: HeaderField = { name: 'Sec-WebSocket-Extensions', value: 'permessage-deflate' };

/** All handshakes with this very URL that tell something of its server, the newest first. */
export function attemptsOf(evidence: HandshakeEvidence): Attempt[] {
  const probes = (evidence.probes ?? []).filter(({ url }) => url === evidence.url);
  const made = probes.filter(({ exception }) => exception === undefined);
  const first = isOfServer(evidence) ? [fromHandshake(evidence)] : [];
  return [...first, ...made.map((probe) => fromProbe(probe, evidence))].sort(
    (a, b) => b.evidence.createdAt - a.evidence.createdAt,
  );
}

function isOfServer(evidence: HandshakeEvidence): boolean {
  if (evidence.exchange?.response?.isRepaired) return false;
  if (evidence.outcome === 'pending' || evidence.outcome === 'threw') return false;
  return evidence.outcome === 'open' || !NOT_OF_SERVER.has(diagnose(evidence)?.cause ?? '');
}

function fromHandshake(handshake: HandshakeEvidence): Attempt {
  // A fix that is tried tells the page what it wants to hear.
  const { selectedProtocol, ...rest } = handshake;
  const evidence = handshake.asked || selectedProtocol === undefined ? rest : handshake;
  return {
    evidence,
    findings: certainOf(evidence),
    offer: evidence.protocols,
    // A handshake of the tester carries the extension's origin, which no page has.
    origin:
      ownOrigin(evidence) === 'extension'
        ? undefined
        : (sentOrigin(evidence.exchange?.requestHeaders) ?? originOf(evidence.initiator)),
    isTimedOut: false,
  };
}

function fromProbe(probe: Probe, handshake: HandshakeEvidence): Attempt {
  const evidence = asHandshake(probe, handshake);
  const sent = sentOrigin(probe.requestHeaders);
  return {
    evidence,
    findings: certainOf(evidence),
    offer: probe.protocols,
    origin:
      probe.from === 'extension' ? undefined : sent === undefined ? originOf(handshake.initiator) : sent,
    isTimedOut: probe.outcome === 'timed-out',
  };
}

/** What only points to a cause is no ground to say no on behalf of another client. */
function certainOf(evidence: HandshakeEvidence): Finding[] {
  return gather(evidence).filter(({ certainty = 'proved' }) => certainty === 'proved');
}

function asHandshake(probe: Probe, handshake: HandshakeEvidence): HandshakeEvidence {
  const { time, url, outcome, selectedProtocol = '', response, error, closeCode } = probe;
  const isSent = !error?.startsWith('Error in connection establishment');
  const assumed = probe.from !== 'node' && isSent ? [BROWSER_EXTENSIONS] : [];
  const { requestHeaders = assumed } = probe;
  const others = (handshake.probes ?? []).filter((other) => other !== probe);
  const ended =
    outcome === 'open'
      ? { outcome: 'open' as const, openedAt: time, selectedProtocol }
      : {
          outcome: 'failed' as const,
          ...(closeCode === undefined
            ? {}
            : { close: { code: closeCode, reason: '', wasClean: false, time } }),
        };
  return {
    browser: handshake.browser,
    argument: url,
    url,
    protocols: probe.protocols,
    initiator: handshake.initiator,
    createdAt: time,
    settledAt: time,
    ...ended,
    ...(handshake.browser === 'chrome' && error !== undefined && error !== ''
      ? { networkLog: { time, error, requestHeaders, responseHeaders: [], status: 0 } }
      : {}),
    ...(response || (handshake.browser !== 'chrome' && error !== undefined)
      ? {
          exchange: {
            time,
            requestHeaders,
            ...(response && { response: { time, ...response } }),
            ...(error === undefined ? {} : { error }),
          },
        }
      : {}),
    probes: [...others, ...asProbe(handshake)],
    ...(handshake.httpProbes && { httpProbes: handshake.httpProbes }),
  };
}

function asProbe({
  browser,
  url,
  protocols,
  createdAt,
  outcome,
  selectedProtocol,
}: HandshakeEvidence): Probe[] {
  if (outcome !== 'open' && outcome !== 'failed') return [];
  return [
    {
      time: createdAt,
      url,
      protocols,
      from: browser === 'node' ? 'node' : 'page',
      outcome,
      ...(selectedProtocol === undefined ? {} : { selectedProtocol }),
    },
  ];
}

/** @returns `null` for a request that was seen and has none, `undefined` for one that was not seen */
function sentOrigin(headers: readonly HeaderField[] = []): string | null | undefined {
  if (headerValue(headers, 'host') === undefined) return undefined;
  return headerValue(headers, 'origin') ?? null;
}

/** Made on purpose with the origin of another page than the handshake at hand. */
export function isFromElsewhere({ origin, evidence }: Attempt): boolean {
  return typeof origin === 'string' && origin !== originOf(evidence.initiator);
}
