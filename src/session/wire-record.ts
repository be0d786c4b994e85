import type { EditReason, RawHead, RelayInfo, ViolationId, WireClose } from '../bridge/relay-feed.ts';
import type { Direction } from '../websocket/frame.ts';

/** A head as it came, and as it was passed on where the relay changed it. */
export interface RelayedHead {
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
  readonly original: RawHead;
  readonly passed?: RawHead;
}

/** One change that a relay made in a handshake because it was told to. */
interface HandshakeEdit {
  readonly head: 'request' | 'response';
  readonly why: EditReason;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What somebody did that RFC 6455 or RFC 7692 forbids. */
interface Violation {
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
  readonly direction: Direction;
  readonly violation: ViolationId;
  readonly clause: string;
  readonly what: string;
}

/** Something that became of the connection, in words. */
interface WireNote {
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
  readonly what: string;
}

/** What only a native relay knows of a connection. */
export interface WireRecord {
  readonly relay: Pick<RelayInfo, 'relayKey' | 'url' | 'target' | 'edits'>;
  /** Name of the file, where it was read from a recording. */
  readonly recording?: string;
  /** Address and port of the client. */
  readonly client: string;
  /** Address and port that the target's name led to. */
  readonly server?: string;
  /** The TLS version towards the server. */
  readonly tls?: string;
  readonly request?: RelayedHead;
  readonly response?: RelayedHead;
  readonly edits: readonly HandshakeEdit[];
  /** The first {@link MAX_LISTED}. */
  readonly violations: readonly Violation[];
  readonly violationCount: number;
  readonly notes: readonly WireNote[];
  readonly sentClose?: WireClose | null;
  readonly receivedClose?: WireClose | null;
  /** Bytes in each direction in all, handshakes included; known once it has ended. */
  readonly sentBytes?: number;
  readonly receivedBytes?: number;
}

/** Edits, violations and notes that are listed of one connection. */
const MAX_LISTED = 100;

/** The list with one more, unless it is full. */
export function withListed<T>(list: readonly T[], item: T): readonly T[] {
  return list.length < MAX_LISTED ? [...list, item] : list;
}
