import type { HandshakeEvidence, HttpProbe } from './evidence.ts';
import { guessProxy } from './servers/registry.ts';

/** Statuses that a WebSocket server in good health gives to a plain request. */
const HEALTHY = new Set([400, 405]);

/** Whether a probe asked for the same place by plain HTTP. */
export function isTwin(probe: HttpProbe, { url }: HandshakeEvidence): boolean {
  return probe.url === url.replace(/^ws/, 'http');
}

/**
 * Whether plain HTTP is answered as a WebSocket server in good health answers it, so that the answer says nothing of
 * the handshake. `426` is one such answer, unless a proxy gives it, which may lose the upgrade of every request.
 */
export function isHealthy({ status = 0 }: HttpProbe, evidence: HandshakeEvidence): boolean {
  return HEALTHY.has(status) || (status === 426 && guessProxy(evidence) === null);
}
