import type { HandshakeEvidence } from '../../diagnosis/evidence.ts';
import { type Examination, examine } from '../doctor/examine.ts';

/** Examines what listens at a port of 127.0.0.1. */
export function examineAt(port: number, change: Partial<Examination> = {}): Promise<HandshakeEvidence> {
  const url = `ws://127.0.0.1:${port}/`;
  return examine(
    { url, protocols: [], headers: [], timeout: 5000, watch: 1, ...change },
    new AbortController().signal,
  );
}
