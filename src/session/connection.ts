import type { HandshakeEvidence } from '../diagnosis/evidence.ts';
import type { Verdict } from '../diagnosis/verdict.ts';
import type { ConnectionState } from '../websocket/connection-state.ts';

/** Frames and payload bytes in one direction, those that were lost before they could be kept included. */
export interface Traffic {
  readonly frames: number;
  readonly bytes: number;
}

/** One socket's life as the session knows it. Replaced, never changed: compare by identity. */
export interface Connection {
  /** Unique in the session; the `connection` of its frames in the frame store. */
  readonly id: number;
  readonly state: ConnectionState;
  readonly sent: Traffic;
  readonly received: Traffic;
  /** Of the frames counted above, those whose payload was lost before the session could keep it. */
  readonly lost: number;
  /** When the newest frame came, in milliseconds since the Unix epoch. */
  readonly lastFrameAt?: number;
  readonly document: { readonly key: string; readonly url: string; readonly top: boolean };
  /** The page's own `close()` call. */
  readonly closeCalled?: {
    readonly time: number;
    readonly code: number | null;
    readonly reason: string | null;
  };
  readonly errorAt?: number;
  readonly evidence: HandshakeEvidence;
  readonly verdict: Verdict | null;
}
