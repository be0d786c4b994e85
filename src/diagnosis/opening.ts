import type { HandshakeEvidence } from './evidence.ts';

/**
 * When the connection opened; `null` where it did not. A server may end it in the same breath: Firefox then gives the
 * page a `close` alone, with neither `open` nor `error` before it.
 */
export function openingOf({ openedAt, outcome, isCloseAlone, exchange }: HandshakeEvidence): number | null {
  if (outcome === 'open') return openedAt ?? null;
  return outcome === 'failed' && isCloseAlone && exchange?.response?.status === 101
    ? exchange.response.time
    : null;
}

/** Whether it is known that nothing was sent to the server: the browser stopped before, or could not connect. */
export function sentNothing({ networkLog, exchange }: HandshakeEvidence): boolean {
  if (exchange) return exchange.requestHeaders === undefined && exchange.response === undefined;
  return networkLog !== undefined && networkLog.requestHeaders.length === 0 && networkLog.status === 0;
}
