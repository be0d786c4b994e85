import type { FrameChunk } from '../bridge/frame-chunk.ts';
import type { WireFrameChunk } from '../bridge/relay-feed.ts';
import { PayloadArena } from './payload-arena.ts';
import { RowSegment, ROWS_PER_SEGMENT } from './row-segment.ts';

/** Frames in columns, from a document, a relay, or anywhere else. */
export type FrameColumns = Omit<FrameChunk, 'firstFrame'> | Omit<WireFrameChunk, 'firstFrame'>;

/** The rows that are in memory: their columns in segments, and their payloads. They come at the end and go at the beginning. */
export class HeldRows {
  readonly #arena = new PayloadArena();
  readonly #segments: RowSegment[] = [];
  #firstSegment = 0;
  #segmentBytes = 0;
  #first = 0;
  #end = 0;

  get first(): number {
    return this.#first;
  }

  get end(): number {
    return this.#end;
  }

  /** Bytes of columns and payloads. */
  get bytes(): number {
    return this.#arena.bytes + this.#segmentBytes;
  }

  /** The segment that has a row, at `row % ROWS_PER_SEGMENT`. */
  segmentOf(row: number): RowSegment | undefined {
    if (row < this.#first || row >= this.#end) return undefined;
    return this.#segments[Math.floor(row / ROWS_PER_SEGMENT) - this.#firstSegment];
  }

  /** @returns bytes of the payloads */
  append(columns: FrameColumns, connectionId: (connection: number) => number, timeOrigin: number): number {
    const { bytes, count } = columns;
    const isTogether = this.#arena.fits(bytes.length);
    const start = isTogether ? this.#arena.put(bytes, this.#end + count - 1) : 0;
    let offset = 0;
    for (let i = 0; i < count; i++) {
      const stored = columns.stored[i] ?? 0;
      const segment = this.#openSegment();
      segment.push({
        connection: connectionId(columns.connection[i] ?? 0),
        time: timeOrigin + (columns.time[i] ?? 0),
        flags: columns.flags[i] ?? 0,
        length: columns.length[i] ?? 0,
        buffered: columns.buffered[i] ?? 0,
        address: isTogether ? start + offset : this.#put(bytes.subarray(offset, offset + stored), this.#end),
        stored,
      });
      if ('wireLength' in columns) {
        this.#segmentBytes -= segment.bytes;
        segment.setWire(columns.flags[i] ?? 0, columns.wireLength[i] ?? 0, columns.maskingKey[i] ?? 0);
        this.#segmentBytes += segment.bytes;
      }
      offset += stored;
      this.#end++;
    }
    return offset;
  }

  /** Appends a row without a frame. */
  appendEmpty(time: number): void {
    this.#openSegment().push({
      connection: 0,
      time,
      flags: 0,
      length: 0,
      buffered: 0,
      address: 0,
      stored: 0,
    });
    this.#end++;
  }

  payload(row: number): Uint8Array {
    const segment = this.segmentOf(row);
    const i = row % ROWS_PER_SEGMENT;
    const stored = segment?.stored[i] ?? 0;
    return segment && stored > 0 ? this.#arena.bytesAt(segment.address[i] ?? 0, stored) : NO_BYTES;
  }

  /** @returns by how many bytes the payload has grown */
  setPayload(row: number, bytes: Uint8Array): number {
    const segment = this.segmentOf(row);
    if (!segment) return 0;
    const i = row % ROWS_PER_SEGMENT;
    const before = segment.stored[i] ?? 0;
    segment.setPayload(i, this.#put(bytes, row), bytes.length);
    return bytes.length - before;
  }

  /** The oldest row, not before `from`, of that time or a later one; -1 where there is none. */
  firstSince(time: number, from: number): number {
    for (const [i, segment] of this.#segments.entries()) {
      if (segment.newestTime < time) continue;
      const start = (this.#firstSegment + i) * ROWS_PER_SEGMENT;
      for (let row = Math.max(start, from); row < start + segment.count; row++) {
        if ((segment.time[row - start] ?? 0) >= time) return row;
      }
    }
    return -1;
  }

  /**
   * Where the oldest rows would have to end to give any memory back: at the end of a block of payloads or of a segment,
   * before the newest row. -1 where nothing can go.
   */
  get oldestEnd(): number {
    const ends = [this.#arena.oldestBlockEnd + 1, (this.#firstSegment + 1) * ROWS_PER_SEGMENT];
    const end = Math.min(...ends.filter((end) => end > this.#first && end < this.#end));
    return Number.isFinite(end) ? end : -1;
  }

  /** Lets go of the rows before one, and gives back their memory. */
  release(first: number): void {
    this.#first = first;
    this.#arena.release(first);
    const count = Math.floor(first / ROWS_PER_SEGMENT) - this.#firstSegment;
    for (const { bytes } of this.#segments.splice(0, count)) this.#segmentBytes -= bytes;
    this.#firstSegment += count;
  }

  #put(bytes: Uint8Array, row: number): number {
    return bytes.length === 0 ? 0 : this.#arena.put(bytes, row);
  }

  #openSegment(): RowSegment {
    const last = this.#segments.at(-1);
    if (last && last.count < ROWS_PER_SEGMENT) return last;
    const segment = new RowSegment();
    this.#segments.push(segment);
    this.#segmentBytes += segment.bytes;
    return segment;
  }
}

const NO_BYTES = new Uint8Array(0);
