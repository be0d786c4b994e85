import * as FrameFlag from '../bridge/frame-flag.ts';
import type { WireFrameChunk } from '../bridge/relay-feed.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import type { FrameHeader } from '../websocket/frame.ts';

/** Rows of one segment; the unit in which the store grows and drops. */
export const ROWS_PER_SEGMENT = 4096;

interface Row {
  readonly connection: number;
  readonly time: number;
  readonly flags: number;
  readonly length: number;
  readonly buffered: number;
  readonly block: Uint8Array;
  readonly offset: number;
  readonly stored: number;
}

/** A fixed number of rows in columns. Payloads stay in the blocks of bytes that they came in. */
export class RowSegment {
  readonly connection = new Uint32Array(ROWS_PER_SEGMENT);
  readonly time = new Float64Array(ROWS_PER_SEGMENT);
  readonly flags = new Uint8Array(ROWS_PER_SEGMENT);
  readonly length = new Uint32Array(ROWS_PER_SEGMENT);
  readonly buffered = new Uint32Array(ROWS_PER_SEGMENT);
  readonly #block = new Uint16Array(ROWS_PER_SEGMENT);
  readonly #offset = new Uint32Array(ROWS_PER_SEGMENT);
  readonly #stored = new Uint32Array(ROWS_PER_SEGMENT);
  readonly #blocks: Uint8Array[] = [];
  /** Made with the first frame that was seen on the wire: most sessions have none. */
  #wire: Pick<WireFrameChunk, 'flags' | 'wireLength' | 'maskingKey'> | null = null;
  #count = 0;
  #payloadBytes = 0;

  get count(): number {
    return this.#count;
  }

  /** Bytes of the payloads in this segment. */
  get payloadBytes(): number {
    return this.#payloadBytes;
  }

  push(row: Row): void {
    const i = this.#count++;
    this.connection[i] = row.connection;
    this.time[i] = row.time;
    this.flags[i] = row.flags;
    this.length[i] = row.length;
    this.buffered[i] = row.buffered;
    this.#offset[i] = row.offset;
    this.#stored[i] = row.stored;
    this.#block[i] = this.#blockIndex(row.block);
    this.#payloadBytes += row.stored;
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

  payload(i: number): Uint8Array {
    const offset = this.#offset[i] ?? 0;
    const block = this.#blocks[this.#block[i] ?? 0];
    return block ? block.subarray(offset, offset + (this.#stored[i] ?? 0)) : new Uint8Array(0);
  }

  /** Replaces the payload of a row, which is then no longer pending. */
  setPayload(i: number, bytes: Uint8Array): void {
    this.#payloadBytes += bytes.length - (this.#stored[i] ?? 0);
    this.#block[i] = this.#blockIndex(bytes);
    this.#offset[i] = 0;
    this.#stored[i] = bytes.length;
    this.flags[i] = (this.flags[i] ?? 0) & ~FrameFlag.Pending;
  }

  #blockIndex(block: Uint8Array): number {
    if (this.#blocks.at(-1) !== block) this.#blocks.push(block);
    return this.#blocks.length - 1;
  }
}
