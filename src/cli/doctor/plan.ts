import type { HandshakeEvidence } from '../../diagnosis/evidence.ts';
import { BEFORE_REQUEST } from '../../diagnosis/finding.ts';
import { gather } from '../../diagnosis/gather.ts';
import { MAX_PROBES, type PlannedProbe, planProbes } from '../../diagnosis/probe-plan.ts';

/** A page of nobody's (RFC 2606 §2), to see whether a server lets in pages of others. */
const ELSEWHERE = 'https://socketscope.example';

/** A probe, and the origin of the page that it is made for if that is not the usual one. */
export type Plan = readonly [probe: PlannedProbe, origin?: string];

export type HandshakePlan = Extract<PlannedProbe, { kind: 'handshake' }>;

/**
 * What to try after the first handshake.
 * @param origin as the person has given it
 */
export function planFor(first: HandshakeEvidence, origin: string | undefined): Plan[] {
  const findings = gather(first);
  const handshake = (protocols: readonly string[]): HandshakePlan => ({
    kind: 'handshake',
    from: 'node',
    url: first.url,
    protocols,
  });
  // What clients send by themselves: Emscripten's sockets, most engines, lua-websockets.
  const usual = [['binary'], [], ['']].map(handshake);
  const all = new Map<string, PlannedProbe>(
    [...usual, ...planProbes(first, ['node'])].map((probe) => [JSON.stringify(probe), probe]),
  );
  const own = JSON.stringify(handshake(first.protocols));
  const isUnreached = findings.some(({ kind }) => BEFORE_REQUEST.has(kind));
  if (findings.some(({ kind }) => kind === 'host-not-found')) return [];
  const plans = [...all]
    .filter(([key, probe]) => {
      const isElsewhere = probe.kind === 'http' || probe.url !== first.url;
      if (isUnreached) return isElsewhere;
      // Once more the same tells only whether a failure is an accident.
      return key !== own || first.outcome === 'failed';
    })
    .map(([, probe]): Plan => [probe]);
  const other: Plan = [
    { ...handshake(first.protocols), from: 'page' },
    origin === undefined ? ELSEWHERE : serverOrigin(first.url),
  ];
  const isRefused = origin === undefined && first.outcome === 'failed';
  return (isUnreached || isRefused ? plans : [other, ...plans]).slice(0, MAX_PROBES);
}

/** Of a page that the server itself might serve. */
export function serverOrigin(url: string): string {
  return new URL(url.replace(/^ws/, 'http')).origin;
}
