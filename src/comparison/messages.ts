import type { FrameStore } from '../frame-store/frame-store.ts';
import type { Direction, PayloadType } from '../websocket/frame.ts';

/** A whole message of one connection: of a page one frame, of the wire all of its fragments. */
export interface Message {
  /** Rows of its frames in the store. */
  readonly rows: readonly number[];
  readonly direction: Direction;
  readonly type: PayloadType;
  readonly payload: Uint8Array;
  /** True length in bytes; more than `payload` has where not all was kept. */
  readonly length: number;
}

export interface Conversation {
  readonly messages: readonly Message[];
  /** Frames that no page's API shows: close, ping, pong, and those of reserved opcodes. */
  readonly controlFrames: number;
  /** Whether there are more messages than these. */
  readonly isCut: boolean;
}

/** Messages that are taken of each connection, from its first on. */
export const MAX_MESSAGES = 500;
/** Rows of a store that are looked at. */
const MAX_ROWS = 500_000;
/** Payload bytes of a message that are put together of its fragments. */
const MAX_BYTES = 1024 * 1024;

/** The first messages of a connection, put together again where the wire showed them in pieces. */
export function conversationOf(store: FrameStore, connection: number): Conversation {
  const messages: Message[] = [];
  const begun = new Map<Direction, number[]>();
  let controlFrames = 0;
  const end = Math.min(store.endRow, store.firstRow + MAX_ROWS);
  for (let row = store.firstRow; row < end; row++) {
    if (store.connection(row) !== connection || store.marker(row)) continue;
    const header = store.header(row);
    if (header && header.opcode > 0x2) {
      controlFrames++;
      continue;
    }
    const direction = store.direction(row);
    const rows = header?.opcode === 0 ? (begun.get(direction) ?? []) : [];
    rows.push(row);
    begun.set(direction, rows);
    if (header && !header.fin) continue;
    begun.delete(direction);
    if (messages.length === MAX_MESSAGES) return { messages, controlFrames, isCut: true };
    messages.push(messageOf(store, rows, direction));
  }
  return { messages, controlFrames, isCut: end < store.endRow };
}

function messageOf(store: FrameStore, rows: readonly number[], direction: Direction): Message {
  const last = rows.at(-1) ?? 0;
  const type = store.payloadType(rows[0] ?? 0);
  // The last frame of a compressed message stands for all of it.
  const parts = store.isInflated(last) ? [last] : rows;
  const length = parts.reduce((sum, row) => sum + store.length(row), 0);
  return { rows, direction, type, payload: joined(store, parts), length };
}

function joined(store: FrameStore, rows: readonly number[]): Uint8Array {
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) return store.payload(only);
  const payloads = rows.map((row) => store.payload(row));
  const size = payloads.reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(Math.min(size, MAX_BYTES));
  let at = 0;
  for (const payload of payloads) {
    const part = payload.subarray(0, bytes.length - at);
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
