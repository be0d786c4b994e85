import type { HandshakeEvidence, ProbeOrigin } from './evidence.ts';
import { isLoopback } from './url-parts.ts';

/** One probe that is worth making. */
export type PlannedProbe =
  | {
      readonly kind: 'handshake';
      readonly from: ProbeOrigin;
      readonly url: string;
      readonly protocols: readonly string[];
    }
  | { readonly kind: 'http'; readonly from: ProbeOrigin; readonly url: string };

/** What Emscripten's sockets offer: whether they can connect is what most people here want to know. */
const EMSCRIPTEN_OFFER = 'binary';
/** A subprotocol that no server knows. */
const UNKNOWN_SUBPROTOCOL = 'socketscope-unknown';

/** Each probe is a request to somebody's server: never more than a dozen for one connection. */
const MAX_PROBES = 12;
/** Offered subprotocols that are tried alone. */
const MAX_ALONE = 3;
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'] as const;

/**
 * What to try to learn why a handshake failed, the most telling first.
 * @param origins whose `Origin` probes can carry here; the first is that of the handshake itself, where it can be had
 */
export function planProbes(
  { url, protocols, outcome }: HandshakeEvidence,
  origins: readonly ProbeOrigin[],
): PlannedProbe[] {
  const [own, ...others] = origins;
  if (own === undefined || !URL.canParse(url)) return [];
  const handshake = (offer: readonly string[], to = url, from = own): PlannedProbe => ({
    kind: 'handshake',
    from,
    url: to,
    protocols: offer,
  });
  const last = others.at(-1) ?? own;
  const probes = [
    handshake(protocols),
    ...(protocols.length > 0 ? [handshake([])] : [handshake([EMSCRIPTEN_OFFER])]),
    { kind: 'http' as const, from: own, url: withScheme(url, httpSchemeOf(url)) },
    ...others.map((from) => handshake(protocols, url, from)),
    ...(protocols.length > 1 ? protocols.slice(0, MAX_ALONE).map((protocol) => handshake([protocol])) : []),
    handshake([EMSCRIPTEN_OFFER]),
    handshake([UNKNOWN_SUBPROTOCOL]),
    ...(outcome === 'open'
      ? []
      : [
          // A page may be held to secure schemes, the extension's own pages are not. For the others the page is the
          // better place: of its connections alone Chrome's log says whether a certificate was met.
          url.startsWith('wss:')
            ? handshake(protocols, withScheme(url, 'ws:'), last)
            : handshake(protocols, withScheme(url, 'wss:')),
          ...siblingsOf(url).map((sibling) => handshake(protocols, sibling, last)),
        ]),
  ];
  return distinct(probes).slice(0, MAX_PROBES);
}

function httpSchemeOf(url: string): string {
  return url.startsWith('wss:') ? 'https:' : 'http:';
}

function withScheme(url: string, scheme: string): string {
  return url.replace(/^[a-z]+:/, scheme);
}

/** The other names of this machine: a server may listen on IPv4 or on IPv6 alone. */
function siblingsOf(url: string): string[] {
  if (!isLoopback(url)) return [];
  const { hostname } = new URL(url);
  return LOOPBACK_HOSTS.filter((host) => host !== hostname).map((host) => {
    const sibling = new URL(url);
    sibling.hostname = host;
    return sibling.href;
  });
}

function distinct(probes: readonly PlannedProbe[]): PlannedProbe[] {
  const known = new Map(probes.map((probe) => [JSON.stringify(probe), probe]));
  return [...known.values()];
}
