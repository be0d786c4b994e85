import { diagnose } from '../diagnose.ts';
import type { HandshakeEvidence } from '../evidence.ts';
import type { Verdict } from '../verdict.ts';
import { type ClientVerdict, judgeEachClient } from './judge-clients.ts';

export interface ServerVerdict {
  /** `null` where nothing is wrong. */
  readonly verdict: Verdict | null;
  readonly clients: readonly ClientVerdict[];
}

/**
 * Judges a server for all clients, or for those alone whose ids are given: by the handshake at hand or, where that is fine, by the first client that cannot
 * connect. It is a warning where some clients can connect and others cannot.
 */
export function judgeServer(evidence: HandshakeEvidence, only: readonly string[] = []): ServerVerdict {
  const judged = judgeEachClient(evidence).filter(
    ({ clientVerdict }) => only.length === 0 || only.includes(clientVerdict.client),
  );
  const clients = judged.map(({ clientVerdict }) => clientVerdict);
  const refused = judged.find(({ clientVerdict, verdict }) => clientVerdict.connects === false && verdict);
  // The handshake at hand is that of a page in Chrome; where it failed and nobody wants that, it does not matter.
  const isWanted = evidence.outcome !== 'failed' || clients.some(({ connects }) => connects === false);
  const verdict = (isWanted ? diagnose(evidence) : null) ?? refused?.verdict ?? null;
  const isMixed = [true, false].every((some) => clients.some(({ connects }) => connects === some));
  return { verdict: verdict && isMixed ? { ...verdict, severity: 'warning' } : verdict, clients };
}
