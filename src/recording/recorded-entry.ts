import type { ConnectionTotals } from '../bridge/channel.ts';
import type { RelayInfo, WireEvent } from '../bridge/relay-feed.ts';
import type { Direction } from '../websocket/frame.ts';

/** Raised with every incompatible change of the format; see `docs/recording-format.md`. */
export const RECORDING_VERSION = 1;

/** The first line of a recording. */
export interface RecordingHead {
  readonly type: 'recording';
  readonly version: typeof RECORDING_VERSION;
  readonly relay: Omit<RelayInfo, 'feed'>;
}

/** A true frame (RFC 6455 §5.2), its payload unmasked. What is absent is false, or 0. */
export interface RecordedFrame {
  readonly type: 'frame';
  /** Counts the relay's frames from 0. */
  readonly number: number;
  /** Milliseconds since the relay's time origin. */
  readonly time: number;
  readonly connection: number;
  /** `sent` by the client, or `received` by it. */
  readonly direction: Direction;
  readonly fin: boolean;
  readonly rsv1?: boolean;
  readonly rsv2?: boolean;
  readonly rsv3?: boolean;
  /** 0x0 continuation, 0x1 text, 0x2 binary, 0x8 close, 0x9 ping, 0xA pong. */
  readonly opcode: number;
  /** Whether it is part of a text message, as a continuation may be. */
  readonly isText: boolean;
  /** Eight hexadecimal digits; absent for a frame without a mask. */
  readonly maskingKey?: string;
  /** Bytes of the payload as a person reads it: of the inflated message where `inflated` is set. */
  readonly length: number;
  /** Bytes of the payload as the frame's header says. */
  readonly wireLength: number;
  /** Bytes that the relay had passed on and the other side had not taken yet. */
  readonly buffered?: number;
  /** The payload is that of the whole message that this frame ends, inflated (RFC 7692). */
  readonly inflated?: boolean;
  /** It breaks a rule; a `violation` event says which, unless there were too many. */
  readonly violating?: boolean;
  /** The connection ended within it. */
  readonly incomplete?: boolean;
  /** The payload, up to 1 MiB of it: as text where it is UTF-8 of a text message. */
  readonly text?: string;
  /** The payload otherwise. */
  readonly base64?: string;
}

/** What was too much to be recorded in time. */
export interface RecordedLoss {
  readonly type: 'lost';
  readonly frames: number;
  readonly events: number;
}

/** All that a connection had by then, in frames and payload bytes, after some were lost. */
export interface RecordedTotals extends ConnectionTotals {
  readonly type: 'totals';
}

/** What happened to a connection, apart from its frames. */
export type RecordedEvent = WireEvent;

/** Any line of a recording but the first, which is the head. */
export type RecordedEntry = RecordedFrame | RecordedLoss | RecordedTotals | RecordedEvent;
