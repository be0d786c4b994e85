import type { HandshakeEvidence } from '../diagnosis/evidence.ts';
import type { WorkerKind } from '../websocket/worker-kind.ts';
import type { Verdict } from '../diagnosis/verdict.ts';
import type { ConnectionState } from '../websocket/connection-state.ts';
import type { WireRecord } from './wire-record.ts';

/** Frames and payload bytes in one direction, those that were lost before they could be kept included. */
export interface Traffic {
  readonly frames: number;
  readonly bytes: number;
}

/** What opened a connection; `unknown` where the one witness of it cannot tell a document from a worker. */
export type Opener = 'page' | 'frame' | WorkerKind | 'native-client' | 'unknown';

export const NO_TRAFFIC: Traffic = { frames: 0, bytes: 0 };

export function plus(traffic: Traffic, frames: number, bytes: number): Traffic {
  return { frames: traffic.frames + frames, bytes: traffic.bytes + bytes };
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
  readonly opener: Opener;
  /**
   * What it was opened by, where not by `WebSocket` alone: Chrome's log does not tell `WebSocketStream` from it. Of
   * WebTransport it has no more than that there is a session.
   */
  readonly api?: 'WebSocket' | 'WebTransport';
  /**
   * Who tells of its life and its frames. Chrome's network log tells of what no hook can reach, later and less: no
   * close code, no time of `open`, and frames only when it is asked. A native relay tells of the wire; what is seen
   * there is judged as a browser would.
   */
  readonly witness: 'hook' | 'network-log' | 'wire';
  /** Present where the witness is `wire`. */
  readonly wire?: WireRecord;
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
