import type { Direction } from '../websocket/frame.ts';
import type { PayloadValue, Value } from './values/value.ts';

/** Bytes to decode: those of a frame, or of a part of one. */
export interface Payload {
  /** Never written to. */
  readonly bytes: Uint8Array;
  /** Whether the bytes are the UTF-8 of a text frame (RFC 6455, 5.6). */
  readonly isText: boolean;
  /** Whether only the beginning was kept of what was sent. */
  readonly isCut?: boolean;
}

/** What a decoder may spend; what is beyond is left out and said. */
export interface Limits {
  /** Nesting of values, and of payloads in payloads. */
  readonly depth: number;
  /** Values in a tree. */
  readonly nodes: number;
  /** Bytes that decompression or joining may make. */
  readonly bytes: number;
  readonly milliseconds: number;
}

/** For a row of the list, for a query over all frames, for one frame that a person looks at. */
export const LIMITS = {
  row: { depth: 64, nodes: 500, bytes: 256 * 1024, milliseconds: 30 },
  query: { depth: 64, nodes: 20_000, bytes: 4 * 1024 * 1024, milliseconds: 50 },
  view: { depth: 256, nodes: 200_000, bytes: 64 * 1024 * 1024, milliseconds: 1_000 },
} as const satisfies Readonly<Record<string, Limits>>;

/** A frame of the same connection. */
export interface ConnectionFrame extends Payload {
  /** Its row in the frame store: greater is later. */
  readonly row: number;
  readonly direction: Direction;
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
}

/**
 * The frames of the connection around the one that is decoded, for protocols with state. Rows are decoded as they come
 * into view, in any order, so a decoder asks for what it needs: the handshake in {@link first}, the frame that announced
 * an attachment in {@link before}. One that must replay everything keeps checkpoints in {@link memory} and goes on from
 * the nearest with {@link between}. All three are bounded by `limit`, and by how many rows may be looked through.
 */
export interface ConnectionFrames {
  /** The oldest frames, oldest first, never later than the one that is decoded. */
  first(limit: number): readonly ConnectionFrame[];
  /** The frames before the one that is decoded, newest first. */
  before(limit: number): readonly ConnectionFrame[];
  /** The frames after `row` and before the one that is decoded, oldest first. */
  between(row: number, limit: number): readonly ConnectionFrame[];
  /** False where the oldest frames of the connection were dropped or never seen. */
  readonly isFromStart: boolean;
  /** Kept as long as the connection is known. A decoder uses its id as the key. */
  readonly memory: Map<string, unknown>;
}

/** Why this decoder was asked: one that was only guessed should be strict, one that was chosen should say what is wrong. */
export type Reason = 'hand' | 'subprotocol' | 'envelope' | 'content';

export interface DecodeContext {
  readonly direction: Direction;
  /** Of the connection; empty without one. */
  readonly subprotocol: string;
  readonly url: string;
  readonly reason: Reason;
  readonly limits: Limits;
  /** Row of the frame in the frame store; -1 where it has none. */
  readonly row: number;
  /** Those of no connection where the payload is part of another. */
  readonly frames: ConnectionFrames;
  /** What a person chose along with the decoder, in the decoder's own terms: a schema and a message type. */
  readonly option?: string;
  /** Text of a schema that a person has stored, by its name. */
  readonly schema: (name: string) => string | undefined;
  /** Reads a payload inside this one, by the decoder that the envelope names or else by content. */
  readonly nest: (part: Part) => PayloadValue;
}

/** A payload inside a payload. */
export interface Part extends Payload {
  /** Id of its decoder, where the envelope says what it is. */
  readonly format?: string;
  readonly option?: string;
  /** Where its bytes stand in the payload around it, unless they were made from them. */
  readonly start?: number;
  readonly end?: number;
  /** What the envelope calls it. */
  readonly type?: string;
}

/** What a message is to others of its connection. Ids are unique within a connection and the direction of the request. */
export type Exchange =
  | { readonly role: 'request'; readonly id: string; readonly name?: string }
  | { readonly role: 'reply'; readonly id: string; readonly isError?: boolean }
  | { readonly role: 'event'; readonly name?: string }
  | { readonly role: 'heartbeat' }
  | { readonly role: 'handshake' };

export interface NotMine {
  readonly outcome: 'not-mine';
  /** Only where it says more: `no message type was chosen`. */
  readonly why?: string;
}

export interface Broken {
  readonly outcome: 'broken';
  /** Offset of the byte that cannot be. */
  readonly at: number;
  readonly why: string;
  /** What was read until there. */
  readonly value: Value | null;
}

export interface Decoded {
  readonly outcome: 'decoded';
  readonly value: Value;
  /** The message in one line, at most {@link MAX_SUMMARY} characters: `move → 3 players`. */
  readonly summary: string;
  /** What each message in the frame is; left out where the format knows none. */
  readonly exchanges?: readonly Exchange[];
  /**
   * How likely it is this format, going by the bytes alone: 1 for what cannot be chance, towards 0 for what decodes
   * from anything. 1 if left out. Only detection by content looks at it.
   */
  readonly likelihood?: number;
  /** Where reading stopped because of {@link Limits}, or since the frame was not kept whole. */
  readonly cut?: { readonly at: number; readonly why: string };
}

export type Decoding = NotMine | Broken | Decoded;

export const MAX_SUMMARY = 200;
export const NOT_MINE: NotMine = { outcome: 'not-mine' };

/** One format or protocol. The module that has it exports it as `decoder`. */
export interface Decoder {
  /** Must not throw, and must keep to `context.limits`; `readingOf` sees to both. */
  decode(payload: Payload, context: DecodeContext): Decoding;
}
