import type { Direction, FrameType, PayloadType } from '../websocket/frame.ts';

/** What a query asks of a frame beside its payload; a frame store has it. */
export interface FrameFacts {
  direction(row: number): Direction;
  type(row: number): FrameType;
  /** True payload length in bytes. */
  length(row: number): number;
  /** Milliseconds since the Unix epoch. */
  time(row: number): number;
  connection(row: number): number;
}

/** What can be copied into a slice. */
export interface FrameSource extends FrameFacts {
  payloadType(row: number): PayloadType;
  payload(row: number): Uint8Array;
}

/** Bytes of a payload that a query looks at; what is behind them is not found. */
export const SEARCHED_BYTES = 1024 * 1024;

/** Frames of one slice at most. */
export const SLICE_FRAMES = 4096;
/** Payload bytes of one slice, but for its last frame. */
const MAX_BYTES = 512 * 1024;

const TYPES: readonly FrameType[] = ['text', 'binary', 'continuation', 'close', 'ping', 'pong', 'reserved'];
/** Set in a kind: sent. */
const SENT = 8;
/** Set in a kind: the payload is to be read as binary. */
const BINARY = 16;

/** A few frames in columns, with copies of their payloads: what another thread is handed. Crosses as it is. */
export interface FrameSlice {
  readonly count: number;
  readonly kinds: Uint8Array;
  readonly connections: Uint32Array;
  readonly lengths: Uint32Array;
  readonly times: Float64Array;
  /** Where each payload begins in `bytes`; one more than there are frames. */
  readonly starts: Uint32Array;
  readonly bytes: Uint8Array;
}

/** Fills slices, each into the memory of an earlier one that came back. */
export class SliceWriter {
  readonly #kinds: Uint8Array;
  readonly #connections: Uint32Array;
  readonly #lengths: Uint32Array;
  readonly #times: Float64Array;
  readonly #starts: Uint32Array;
  #bytes: Uint8Array;
  #count = 0;

  /** @param used a slice that nobody uses any more */
  constructor(used?: FrameSlice) {
    this.#kinds = used?.kinds ?? new Uint8Array(SLICE_FRAMES);
    this.#connections = used?.connections ?? new Uint32Array(SLICE_FRAMES);
    this.#lengths = used?.lengths ?? new Uint32Array(SLICE_FRAMES);
    this.#times = used?.times ?? new Float64Array(SLICE_FRAMES);
    this.#starts = used?.starts ?? new Uint32Array(SLICE_FRAMES + 1);
    this.#bytes = used?.bytes ?? new Uint8Array(MAX_BYTES);
    this.#starts[0] = 0;
  }

  get count(): number {
    return this.#count;
  }

  get isFull(): boolean {
    return this.#count === SLICE_FRAMES || (this.#starts[this.#count] ?? 0) >= MAX_BYTES;
  }

  add(source: FrameSource, row: number): void {
    const i = this.#count++;
    const whole = source.payload(row);
    const payload = whole.length > SEARCHED_BYTES ? whole.subarray(0, SEARCHED_BYTES) : whole;
    const start = this.#starts[i] ?? 0;
    const end = start + payload.length;
    if (end > this.#bytes.length) {
      const larger = new Uint8Array(end);
      larger.set(this.#bytes.subarray(0, start));
      this.#bytes = larger;
    }
    this.#bytes.set(payload, start);
    this.#starts[i + 1] = end;
    this.#kinds[i] =
      TYPES.indexOf(source.type(row)) |
      (source.direction(row) === 'sent' ? SENT : 0) |
      (source.payloadType(row) === 'binary' ? BINARY : 0);
    this.#connections[i] = source.connection(row);
    this.#lengths[i] = source.length(row);
    this.#times[i] = source.time(row);
  }

  /** What was added. The writer is not to be used again. */
  slice(): FrameSlice {
    return {
      count: this.#count,
      kinds: this.#kinds,
      connections: this.#connections,
      lengths: this.#lengths,
      times: this.#times,
      starts: this.#starts,
      bytes: this.#bytes,
    };
  }
}

/** The memory of a slice, to be handed over instead of copied. */
export function buffersOf({ kinds, connections, lengths, times, starts, bytes }: FrameSlice): ArrayBuffer[] {
  return [kinds, connections, lengths, times, starts, bytes].flatMap(({ buffer }) =>
    buffer instanceof ArrayBuffer ? [buffer] : [],
  );
}

/** A slice as a query reads it; rows count from 0. */
export class SliceReader implements FrameFacts {
  readonly bytes: Uint8Array;
  readonly #slice: FrameSlice;

  constructor(slice: FrameSlice) {
    this.#slice = slice;
    this.bytes = slice.bytes;
  }

  get count(): number {
    return this.#slice.count;
  }

  start(row: number): number {
    return this.#slice.starts[row] ?? 0;
  }

  end(row: number): number {
    return this.#slice.starts[row + 1] ?? 0;
  }

  payload(row: number): Uint8Array {
    return this.bytes.subarray(this.start(row), this.end(row));
  }

  direction(row: number): Direction {
    return (this.#slice.kinds[row] ?? 0) & SENT ? 'sent' : 'received';
  }

  type(row: number): FrameType {
    return TYPES[(this.#slice.kinds[row] ?? 0) & 7] ?? 'reserved';
  }

  payloadType(row: number): PayloadType {
    return (this.#slice.kinds[row] ?? 0) & BINARY ? 'binary' : 'text';
  }

  length(row: number): number {
    return this.#slice.lengths[row] ?? 0;
  }

  time(row: number): number {
    return this.#slice.times[row] ?? 0;
  }

  connection(row: number): number {
    return this.#slice.connections[row] ?? 0;
  }
}
