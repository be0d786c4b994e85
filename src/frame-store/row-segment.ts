import * as FrameFlag from '../bridge/frame-flag.ts';
import type { WireFrameChunk } from '../bridge/relay-feed.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import type { FrameHeader } from '../websocket/frame.ts';

/** Rows of one segment; the unit in which the store grows. */
export const ROWS_PER_SEGMENT = 4096;
/** Bytes of a row's columns, and of those for what the wire showed. */
const ROW_BYTES = 4 + 8 + 1 + 4 + 4 + 8 + 4;
const WIRE_ROW_BYTES = 4 + 4 + 4;

interface Row {
  readonly connection: number;
  readonly time: number;
  readonly flags: number;
  readonly length: number;
  readonly buffered: number;
  readonly address: number;
  readonly stored: number;
}

/** A fixed number of rows in columns; their payloads are in a `PayloadArena`. */
export class RowSegment {
  readonly connection = new Uint32Array(ROWS_PER_SEGMENT);
  readonly time = new Float64Array(ROWS_PER_SEGMENT);
  readonly flags = new Uint8Array(ROWS_PER_SEGMENT);
  readonly length = new Uint32Array(ROWS_PER_SEGMENT);
  readonly buffered = new Uint32Array(ROWS_PER_SEGMENT);
  /** Where the payload is in the arena. */
  readonly address = new Float64Array(ROWS_PER_SEGMENT);
  /** Bytes that are kept of the payload. */
  readonly stored = new Uint32Array(ROWS_PER_SEGMENT);
  /** Made with the first frame that was seen on the wire: most sessions have none. */
  #wire: Pick<WireFrameChunk, 'flags' | 'wireLength' | 'maskingKey'> | null = null;
  #count = 0;
  #newestTime = Number.NEGATIVE_INFINITY;

  get count(): number {
    return this.#count;
  }

  /** Bytes of its columns. */
  get bytes(): number {
    return ROWS_PER_SEGMENT * (this.#wire ? ROW_BYTES + WIRE_ROW_BYTES : ROW_BYTES);
  }

  /** The latest time of its rows, which are not wholly in the order of time. */
  get newestTime(): number {
    return this.#newestTime;
  }

  push(row: Row): void {
    const i = this.#count++;
    this.connection[i] = row.connection;
    this.time[i] = row.time;
    this.flags[i] = row.flags;
    this.length[i] = row.length;
    this.buffered[i] = row.buffered;
    this.address[i] = row.address;
    this.stored[i] = row.stored;
    if (row.time > this.#newestTime) this.#newestTime = row.time;
  }

  /** Keeps what the wire showed of the row that was pushed last. */
  setWire(flags: number, wireLength: number, maskingKey: number): void {
    const i = this.#count - 1;
    this.#wire ??= {
      flags: new Uint32Array(ROWS_PER_SEGMENT),
      wireLength: new Uint32Array(ROWS_PER_SEGMENT),
      maskingKey: new Uint32Array(ROWS_PER_SEGMENT),
    };
    this.#wire.flags[i] = flags;
    this.#wire.wireLength[i] = wireLength;
    this.#wire.maskingKey[i] = maskingKey;
  }

  /** Bits of `wire-flag.ts`; 0 for a frame that was not seen on the wire. */
  wireFlags(i: number): number {
    return this.#wire?.flags[i] ?? 0;
  }

  header(i: number): FrameHeader | undefined {
    const flags = this.wireFlags(i);
    if (flags === 0) return undefined;
    return {
      fin: (flags & WireFlag.Fin) !== 0,
      rsv1: (flags & WireFlag.Rsv1) !== 0,
      rsv2: (flags & WireFlag.Rsv2) !== 0,
      rsv3: (flags & WireFlag.Rsv3) !== 0,
      opcode: WireFlag.opcodeOf(flags),
      masked: (flags & WireFlag.Masked) !== 0,
      maskingKey: this.#wire?.maskingKey[i] ?? 0,
      payloadLength: this.#wire?.wireLength[i] ?? 0,
    };
  }

  /** Replaces the payload of a row, which is then no longer pending. */
  setPayload(i: number, address: number, stored: number): void {
    this.address[i] = address;
    this.stored[i] = stored;
    this.flags[i] = (this.flags[i] ?? 0) & ~FrameFlag.Pending;
  }
}
