/**
 * What `socketscope relay` and the extension say to each other. To the extension a relay is like one more document:
 * it has connections, events and frames with numbers from 0, and is pulled with a cursor. What only a wire can show
 * comes with it: control frames, fragments, masks, raw handshakes, edits and violations.
 *
 * Discovery: `GET http://127.0.0.1:9997/relays` answers a {@link RelayList} as JSON. One of the running relays owns
 * that port and lists them all; when it ends, another takes over within a second. Nothing there means no relay. Each
 * relay has its feed at {@link RelayInfo.feed}, a WebSocket. Both answer only requests that name a loopback host, and
 * whose Origin, if there is one, is an extension's: 403 otherwise, and no page's script can read them.
 *
 * Feed: the extension sends {@link FeedCommand} as text. Each `ready` is answered by one {@link WireBatch} as soon as
 * there is anything at its cursor, as a binary message (`wire-batch-bytes.ts`); there is no other message. The relay
 * keeps a bounded backlog: jumps in the numbers are what fell out of it.
 */
import type { Direction } from '../websocket/frame.ts';
import type { ConnectionTotals, Cursor } from './channel.ts';
import type { FrameChunk } from './frame-chunk.ts';

/** Raised with every incompatible change of what crosses. */
export const FEED_VERSION = 1;

/** A batch of a relay's feed ends once it holds this many bytes of frames, or characters of events. */
export const FEED_BATCH_SIZE = 1024 * 1024;

/** The loopback port at which relays are found. */
export const DISCOVERY_PORT = 9997;

export interface RelayList {
  readonly version: number;
  readonly relays: readonly RelayInfo[];
}

export interface RelayInfo {
  /** Unguessable and unique per start of a relay; survives reconnection of its feed. */
  readonly relayKey: string;
  /** Where clients connect, such as `ws://localhost:9998`. */
  readonly url: string;
  /** Where they are led, such as `wss://game.example/lobby`. */
  readonly target: string;
  /** Milliseconds since the Unix epoch that the relay's `time`s count from. */
  readonly timeOrigin: number;
  /** What it was told to change in handshakes, each in a few words; empty for nothing. */
  readonly edits: readonly string[];
  /** `ws://127.0.0.1:PORT/feed` */
  readonly feed: string;
}

/** Extension → relay, over its feed. */
export interface FeedCommand {
  readonly version: number;
  readonly type: 'ready';
  readonly cursor: Cursor;
}

/** Relay → extension. As a `CaptureBatch` of a document, with {@link WireEvent}s and {@link WireFrameChunk}s. */
export interface WireBatch {
  readonly events: readonly WireEvent[];
  readonly chunks: readonly WireFrameChunk[];
  /**
   * What each connection had in all by the end of this batch, in frames and payload bytes (`length`); only given where
   * frames fell out of the backlog.
   */
  readonly totals: readonly ConnectionTotals[];
  readonly next: Cursor;
}

/** Consecutive true frames of one relay, in columns; payloads are unmasked. */
export interface WireFrameChunk extends Omit<FrameChunk, 'flags' | 'length' | 'buffered'> {
  /** Bits of `frame-flag.ts` and `wire-flag.ts`. */
  readonly flags: Uint32Array;
  /** Length in bytes of the payload as a person reads it: inflated where the flags say so. 2³²−1 for that and more. */
  readonly length: Uint32Array;
  /** Length in bytes of the payload as the frame's header says it. 2³²−1 for that and more. */
  readonly wireLength: Uint32Array;
  /** The four bytes of the masking key, the first one highest; 0 where there is none. */
  readonly maskingKey: Uint32Array;
  /** Bytes that the relay had passed on and the slower side had not taken yet. */
  readonly buffered: Uint32Array;
}

/** The head of a request or a response as it was on the wire. */
export interface RawHead {
  /**
   * Its bytes up to and including the empty line, one a character (Latin-1); only the first 64 KiB of a longer one.
   * `src/wire/http-head.ts` reads it.
   */
  readonly bytes: string;
  /** How many bytes it had in all. */
  readonly length: number;
}

/** Which of a relay's options made an edit. */
export type EditReason = 'repair-subprotocol' | 'no-deflate' | 'header' | 'drop-header' | 'host' | 'path';

/** What a frame, or what stands in its place, does that RFC 6455 or RFC 7692 forbids. */
export type ViolationId =
  | 'reserved-bits'
  | 'reserved-opcode'
  | 'not-masked'
  | 'masked'
  | 'length-not-minimal'
  | 'length-too-large'
  | 'control-too-long'
  | 'control-fragmented'
  | 'continuation-unexpected'
  | 'message-interrupted'
  | 'text-not-utf8'
  | 'close-length'
  | 'close-code'
  | 'close-reason-not-utf8'
  | 'frame-after-close'
  | 'frame-incomplete'
  | 'deflate-invalid'
  | 'not-http'
  | 'head-too-long'
  | 'head-incomplete'
  | 'data-before-response';

/** A close frame as it was on the wire. */
export interface WireClose {
  /** 1005 where it has none (RFC 6455 §7.1.5). */
  readonly code: number;
  readonly reason: string;
}

/**
 * What a relay tells of its connections, apart from their frames. `number` counts its events from 0, so that a jump
 * means lost ones; `time` is in milliseconds since its time origin; `connection` counts its connections from 1.
 * `direction` is from the client's view: `sent` is what the client did.
 */
export type WireEvent = { readonly number: number; readonly time: number; readonly connection: number } & (
  | {
      /** A client connected; nothing was read yet. */
      readonly type: 'accepted';
      /** Its address and port. */
      readonly client: string;
    }
  | {
      /** The relay is connected to the target. */
      readonly type: 'connected';
      /** Address and port that the target's name led to. */
      readonly server: string;
      /** The TLS version, for a `wss:` target. */
      readonly tls?: string;
    }
  | {
      /** The relay cannot reach the target: it answers the client with 502. */
      readonly type: 'failed';
      readonly stage: 'connect' | 'tls';
      /** Node's, such as `ECONNREFUSED`. */
      readonly code: string;
      /** What that means, as a sentence for a person. */
      readonly message: string;
    }
  | {
      /** The client's request is whole. */
      readonly type: 'request';
      /** As the client sent it. */
      readonly original: RawHead;
      /** As it was passed on; absent where that is the same. */
      readonly passed?: RawHead;
    }
  | {
      /** The server's answer is whole; interim ones (1xx but 101) are passed on untold. */
      readonly type: 'response';
      readonly status: number;
      readonly original: RawHead;
      readonly passed?: RawHead;
    }
  | {
      /** One change that the relay made in a head, told before the `request` or `response` that it is in. */
      readonly type: 'edit';
      readonly head: 'request' | 'response';
      readonly why: EditReason;
      /** A header's name, or `path` for the request target. */
      readonly field: string;
      /** Its value before; `null` where there was none. */
      readonly before: string | null;
      /** Its value after; `null` where there is none. */
      readonly after: string | null;
    }
  | {
      /** A 101 went to the client: what follows are frames. As the client sees it, after all edits. */
      readonly type: 'open';
      readonly protocol: string;
      readonly extensions: string;
    }
  | {
      readonly type: 'violation';
      readonly direction: Direction;
      /** Number of the frame; `null` in a handshake, or where no frame could be made out any more. */
      readonly frame: number | null;
      readonly violation: ViolationId;
      /** Such as `RFC 6455 §5.5`. */
      readonly clause: string;
      /** A sentence for a person. */
      readonly what: string;
    }
  | {
      /** What follows in this direction is passed on unread, since its frames or its compression are not clear any more. */
      readonly type: 'unread';
      readonly direction: Direction;
      /** `frames`: no more frames are told; `inflate`: they are, compressed as they come. */
      readonly from: 'frames' | 'inflate';
      readonly why: string;
    }
  | {
      /** One side will send no more (TCP FIN, or TLS close_notify); passed on to the other. */
      readonly type: 'half-closed';
      readonly direction: Direction;
    }
  | {
      /** One side broke the connection off (TCP RST or an error); the other one's is reset too. */
      readonly type: 'reset';
      readonly direction: Direction;
      /** Node's, such as `ECONNRESET`. */
      readonly code: string;
    }
  | {
      /** Both sides are over: the last event of its connection. */
      readonly type: 'ended';
      /** Bytes in each direction in all, handshakes included, as they were passed on. */
      readonly sentBytes: number;
      readonly receivedBytes: number;
      /** The first close frame in each direction; `null` for none. */
      readonly sentClose: WireClose | null;
      readonly receivedClose: WireClose | null;
    }
);

/** An event before it has its number and its time. */
export type WireEventBody = WireEvent extends infer E
  ? E extends WireEvent
    ? Omit<E, 'number' | 'time'>
    : never
  : never;
