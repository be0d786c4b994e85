import type { HandshakeEvidence, ProbeOrigin } from './evidence.ts';

/** Whose `Origin` the handshake itself carries; a probe with the same differs from it in nothing but its offer. */
export function ownOrigin({
  browser,
  initiator,
}: Pick<HandshakeEvidence, 'browser' | 'initiator'>): ProbeOrigin {
  if (browser === 'node') return 'node';
  return /^(?:chrome|moz)-extension:/.test(initiator) ? 'extension' : 'page';
}
