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
 * Judges a server for all clients: by the handshake at hand or, where that is fine, by the first client that cannot
 * connect. It is a warning where some clients can connect and others cannot.
 */
export function judgeServer(evidence: HandshakeEvidence): ServerVerdict {
  const judged = judgeEachClient(evidence);
  const clients = judged.map(({ clientVerdict }) => clientVerdict);
  const refused = judged.find(({ clientVerdict, verdict }) => clientVerdict.connects === false && verdict);
  const verdict = diagnose(evidence) ?? refused?.verdict ?? null;
  const isMixed = [true, false].every((some) => clients.some(({ connects }) => connects === some));
  return { verdict: verdict && isMixed ? { ...verdict, severity: 'warning' } : verdict, clients };
}
