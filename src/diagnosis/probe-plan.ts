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
export const MAX_PROBES = 12;
/** Offered subprotocols that are tried alone. */
const MAX_ALONE = 2;
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'] as const;

/**
 * What to try to learn why a handshake failed, the most telling first.
 * @param origins whose `Origin` probes can carry here; the first is that of the handshake itself, where it can be had
 */
export function planProbes(
  { url, protocols, outcome, exchange, networkLog }: HandshakeEvidence,
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
  const http = (scheme: string): PlannedProbe => ({ kind: 'http', from: own, url: withScheme(url, scheme) });
  const isSecure = url.startsWith('wss:');
  const isAnswered = outcome === 'open' || exchange?.response !== undefined || (networkLog?.status ?? 0) > 0;
  // What answers is at the right place.
  const elsewhere = isAnswered
    ? []
    : [
        ...siblingsOf(url).map((sibling) => handshake(protocols, sibling)),
        // A page on https is held to secure schemes; the extension's own pages are not.
        isSecure
          ? handshake(protocols, withScheme(url, 'ws:'), others.at(-1) ?? own)
          : handshake(protocols, withScheme(url, 'wss:')),
      ];
  const probes = [
    handshake(protocols),
    handshake(protocols.length > 0 ? [] : [EMSCRIPTEN_OFFER]),
    http(isSecure ? 'https:' : 'http:'),
    ...elsewhere,
    ...others.map((from) => handshake(protocols, url, from)),
    ...(protocols.length > 1 ? protocols.slice(0, MAX_ALONE).map((protocol) => handshake([protocol])) : []),
    handshake([EMSCRIPTEN_OFFER]),
    handshake([UNKNOWN_SUBPROTOCOL]),
    ...(isAnswered ? [] : [http(isSecure ? 'http:' : 'https:')]),
  ];
  return distinct(probes).slice(0, MAX_PROBES);
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
