import * as FrameFlag from '../bridge/frame-flag.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import {
  type Direction,
  type FrameHeader,
  type FrameType,
  frameTypeOf,
  type PayloadType,
} from '../websocket/frame.ts';
import { FrameMarks } from './frame-marks.ts';
import { type FrameColumns, HeldRows } from './held-rows.ts';
import { type RowSegment, ROWS_PER_SEGMENT } from './row-segment.ts';
import { type Marker, SparseColumns } from './sparse-columns.ts';

export type { FrameColumns, Marker };

/** Bytes that a store may hold where nothing else is said. */
export const DEFAULT_MEMORY_LIMIT = 512 * 1024 * 1024;

/**
 * The frames of a session in the order of their arrival, in typed columns. Rows have numbers that never change; the
 * oldest rows go when the memory limit is reached, and {@link firstRow} moves up.
 *
 * Appending copies nothing of the past.
 */
export class FrameStore {
  /** Those that were cleared included, while that can be undone. */
  readonly #held = new HeldRows();
  readonly #sparse = new SparseColumns();
  /** What the person put on rows. A mark goes with its row. */
  readonly marks = new FrameMarks();
  #first = 0;
  #payloadBytes = 0;
  #dropped = 0;
  /** What undoing the last clear brings back. */
  #cleared: { readonly first: number; payloadBytes: number; readonly dropped: number } | null = null;
  #limit: number;

  constructor(memoryLimit = DEFAULT_MEMORY_LIMIT) {
    this.#limit = memoryLimit;
  }

  /** Number of the oldest row that is still kept. */
  get firstRow(): number {
    return this.#first;
  }

  /** One more than the number of the newest row. */
  get endRow(): number {
    return this.#held.end;
  }

  /** Frames that were dropped because of the memory limit. */
  get droppedFrames(): number {
    return this.#dropped;
  }

  /** Bytes of the payloads that are kept. */
  get payloadBytes(): number {
    return this.#payloadBytes;
  }

  /** Bytes held in memory: payloads and columns, and what was cleared while that can be undone. */
  get heldBytes(): number {
    return this.#held.bytes;
  }

  /** Bytes that {@link heldBytes} may reach before the oldest rows go. Where lowered, they go at once. */
  get memoryLimit(): number {
    return this.#limit;
  }

  set memoryLimit(bytes: number) {
    this.#limit = bytes;
    this.#dropOldest();
  }

  /**
   * Appends frames, whose bytes then belong to the store.
   * @param connectionId gives the session's id for a connection number of the columns
   * @param timeOrigin milliseconds since the Unix epoch that the times of the columns count from
   * @returns the row of the first of these frames
   */
  append(columns: FrameColumns, connectionId: (connection: number) => number, timeOrigin: number): number {
    const row = this.#held.end;
    this.#payloadBytes += this.#held.append(columns, connectionId, timeOrigin);
    this.#dropOldest();
    return row;
  }

  /** Appends a row that is no frame. */
  appendMarker(marker: Marker, time: number): void {
    this.#sparse.markers.set(this.#held.end, marker);
    this.#held.appendEmpty(time);
    this.#dropOldest();
  }

  /** Fills in the payload of a row that was appended as pending; `null` where it could not be read. */
  setPayload(row: number, bytes: Uint8Array | null): void {
    const more = this.#held.setPayload(row, bytes ?? new Uint8Array(0));
    if (row >= this.#first) this.#payloadBytes += more;
    else if (this.#cleared) this.#cleared.payloadBytes += more;
    this.#dropOldest();
  }

  /** The FNV-1a of the whole payload of a row, of which only the beginning is kept. */
  setHash(row: number, hash: number): void {
    if (row >= this.#held.first) this.#sparse.hashes.set(row, hash);
  }

  /** `undefined` where the payload is whole, or its hash is not known. */
  hash(row: number): number | undefined {
    return row < this.#first ? undefined : this.#sparse.hashes.get(row);
  }

  /**
   * Empties the store. Row numbers go on, so that nothing mistakes a new row for an old one. What was cleared is held
   * until {@link forgetCleared}, or until there is no more room for it.
   */
  clear(): void {
    this.forgetCleared();
    this.#cleared = { first: this.#first, payloadBytes: this.#payloadBytes, dropped: this.#dropped };
    this.#first = this.#held.end;
    this.#payloadBytes = 0;
    this.#dropped = 0;
  }

  /** Brings back what was cleared last, before what came since. @returns whether all of it was still there */
  undoClear(): boolean {
    if (!this.#cleared) return false;
    const { first, payloadBytes, dropped } = this.#cleared;
    this.#cleared = null;
    this.#first = first;
    this.#payloadBytes += payloadBytes;
    this.#dropped += dropped;
    return true;
  }

  /** Gives back the memory of what was cleared, which then cannot be undone. */
  forgetCleared(): void {
    this.#cleared = null;
    this.marks.release(this.#first);
    this.#release(this.#first);
  }

  /**
   * The oldest row of that time or a later one; {@link endRow} where there is none. Rows of several documents are not
   * wholly in the order of time, so a row behind it may be a little older.
   * @param time milliseconds since the Unix epoch
   */
  firstRowSince(time: number): number {
    const row = this.#held.firstSince(time, this.#first);
    return row < 0 ? this.endRow : row;
  }

  marker(row: number): Marker | undefined {
    return row < this.#first ? undefined : this.#sparse.markers.get(row);
  }

  /** The session's id of the connection; 0 for a marker. */
  connection(row: number): number {
    return this.#segmentOf(row)?.connection[row % ROWS_PER_SEGMENT] ?? 0;
  }

  /** Milliseconds since the Unix epoch. */
  time(row: number): number {
    return this.#segmentOf(row)?.time[row % ROWS_PER_SEGMENT] ?? 0;
  }

  direction(row: number): Direction {
    return this.#flags(row) & FrameFlag.Sent ? 'sent' : 'received';
  }

  /** By its opcode where the frame was seen on the wire, else by what the page's API gave. */
  type(row: number): FrameType {
    const flags = this.#wireFlags(row);
    return flags === 0 ? this.payloadType(row) : frameTypeOf(WireFlag.opcodeOf(flags));
  }

  /** What the payload is to be read as: a continuation is of the type of its message. */
  payloadType(row: number): PayloadType {
    return this.#flags(row) & FrameFlag.Binary ? 'binary' : 'text';
  }

  /** `undefined` where no witness saw the frame on the wire. */
  header(row: number): FrameHeader | undefined {
    return this.#segmentOf(row)?.header(row % ROWS_PER_SEGMENT);
  }

  /** Whether the kept payload is what permessage-deflate made of that on the wire. */
  isInflated(row: number): boolean {
    return (this.#wireFlags(row) & WireFlag.Inflated) !== 0;
  }

  /** Whether the connection ended within the frame. */
  isIncomplete(row: number): boolean {
    return (this.#wireFlags(row) & WireFlag.Incomplete) !== 0;
  }

  /** Says in words how a frame breaks RFC 6455 or RFC 7692. */
  addViolation(row: number, what: string): void {
    if (this.#segmentOf(row)) this.#sparse.violations.set(row, [...this.violations(row), what]);
  }

  violations(row: number): readonly string[] {
    return (row < this.#first ? undefined : this.#sparse.violations.get(row)) ?? NO_VIOLATIONS;
  }

  /** Whether the payload is still being read from a Blob. */
  isPending(row: number): boolean {
    return (this.#flags(row) & FrameFlag.Pending) !== 0;
  }

  /** Whether the page sent it after closing, so that the browser dropped it. */
  isDiscarded(row: number): boolean {
    return (this.#flags(row) & FrameFlag.Discarded) !== 0;
  }

  /** True payload length in bytes, after inflating. */
  length(row: number): number {
    return this.#segmentOf(row)?.length[row % ROWS_PER_SEGMENT] ?? 0;
  }

  /** `bufferedAmount` in bytes right after a send. */
  bufferedAmount(row: number): number {
    return this.#segmentOf(row)?.buffered[row % ROWS_PER_SEGMENT] ?? 0;
  }

  /** The kept bytes of the payload, a view that must not be written to; shorter than {@link length} where cut. */
  payload(row: number): Uint8Array {
    return row < this.#first ? new Uint8Array(0) : this.#held.payload(row);
  }

  #wireFlags(row: number): number {
    return this.#segmentOf(row)?.wireFlags(row % ROWS_PER_SEGMENT) ?? 0;
  }

  #flags(row: number): number {
    return this.#segmentOf(row)?.flags[row % ROWS_PER_SEGMENT] ?? 0;
  }

  #segmentOf(row: number): RowSegment | undefined {
    return row < this.#first ? undefined : this.#held.segmentOf(row);
  }

  /** What was cleared goes first, and the newest row never. */
  #dropOldest(): void {
    while (this.#held.bytes > this.#limit) {
      const end = this.#held.oldestEnd;
      if (end < 0) return;
      this.#cleared = null;
      for (let row = this.#first; row < end; row++) {
        if (this.#sparse.markers.has(row)) continue;
        this.#dropped++;
        this.#payloadBytes -= this.#segmentOf(row)?.stored[row % ROWS_PER_SEGMENT] ?? 0;
      }
      this.#first = Math.max(this.#first, end);
      this.marks.drop(end);
      this.#release(end);
    }
  }

  #release(first: number): void {
    this.#sparse.release(this.#held.first, first);
    this.#held.release(first);
  }
}

const NO_VIOLATIONS: readonly string[] = [];
