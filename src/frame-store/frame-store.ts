import type { FrameChunk } from '../bridge/frame-chunk.ts';
import * as FrameFlag from '../bridge/frame-flag.ts';
import type { WireFrameChunk } from '../bridge/relay-feed.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import {
  type Direction,
  type FrameHeader,
  type FrameType,
  frameTypeOf,
  type PayloadType,
} from '../websocket/frame.ts';
import { RowSegment, ROWS_PER_SEGMENT } from './row-segment.ts';

/** A row that is not a frame but says something about the frames around it. */
export type Marker =
  | { readonly kind: 'lost'; readonly count: number }
  | { readonly kind: 'navigation'; readonly url: string };

/** Payload bytes that are kept by default before the oldest rows are dropped. */
const DEFAULT_PAYLOAD_LIMIT = 256 * 1024 * 1024;

/**
 * The frames of a session in the order of their arrival, in typed columns. Rows have numbers that never change; the
 * oldest rows go when the payload limit is reached, and {@link firstRow} moves up.
 *
 * Appending keeps the bytes it is given without copying them, and copies nothing of the past.
 */
export class FrameStore {
  #segments: RowSegment[] = [];
  #firstSegment = 0;
  #end = 0;
  #first = 0;
  #payloadBytes = 0;
  #markers = new Map<number, Marker>();
  readonly #hashes = new Map<number, number>();
  readonly #violations = new Map<number, readonly string[]>();
  #dropped = 0;
  readonly #payloadLimit: number;

  constructor(payloadLimit = DEFAULT_PAYLOAD_LIMIT) {
    this.#payloadLimit = payloadLimit;
  }

  /** Number of the oldest row that is still kept. */
  get firstRow(): number {
    return this.#first;
  }

  /** One more than the number of the newest row. */
  get endRow(): number {
    return this.#end;
  }

  /** Frames that were dropped because of the payload limit. */
  get droppedFrames(): number {
    return this.#dropped;
  }

  /** Bytes of the payloads that are kept. */
  get payloadBytes(): number {
    return this.#payloadBytes;
  }

  /**
   * Appends the frames of a chunk, whose bytes then belong to the store.
   * @param connectionId gives the session's id for a document's connection number
   * @param timeOrigin milliseconds since the Unix epoch that the chunk's times count from
   * @returns the row of the chunk's first frame
   */
  append(
    chunk: FrameChunk | WireFrameChunk,
    connectionId: (documentConnection: number) => number,
    timeOrigin: number,
  ): number {
    const row = this.#end;
    let offset = 0;
    for (let i = 0; i < chunk.count; i++) {
      const stored = chunk.stored[i] ?? 0;
      const segment = this.#openSegment();
      segment.push({
        connection: connectionId(chunk.connection[i] ?? 0),
        time: timeOrigin + (chunk.time[i] ?? 0),
        flags: chunk.flags[i] ?? 0,
        length: chunk.length[i] ?? 0,
        buffered: chunk.buffered[i] ?? 0,
        block: chunk.bytes,
        offset,
        stored,
      });
      if ('wireLength' in chunk) {
        segment.setWire(chunk.flags[i] ?? 0, chunk.wireLength[i] ?? 0, chunk.maskingKey[i] ?? 0);
      }
      offset += stored;
      this.#payloadBytes += stored;
      this.#end++;
    }
    this.#dropOldest();
    return row;
  }

  /** Appends a row that is no frame. */
  appendMarker(marker: Marker, time: number): void {
    this.#markers.set(this.#end, marker);
    this.#openSegment().push({
      connection: 0,
      time,
      flags: 0,
      length: 0,
      buffered: 0,
      block: NO_BYTES,
      offset: 0,
      stored: 0,
    });
    this.#end++;
  }

  /** Fills in the payload of a row that was appended as pending; `null` where it could not be read. */
  setPayload(row: number, bytes: Uint8Array | null): void {
    const segment = this.#segmentOf(row);
    if (!segment) return;
    segment.setPayload(row % ROWS_PER_SEGMENT, bytes ?? NO_BYTES);
    this.#payloadBytes += bytes?.length ?? 0;
    this.#dropOldest();
  }

  /** The FNV-1a of the whole payload of a row, of which only the beginning is kept. */
  setHash(row: number, hash: number): void {
    this.#hashes.set(row, hash);
  }

  /** `undefined` where the payload is whole, or its hash is not known. */
  hash(row: number): number | undefined {
    return this.#hashes.get(row);
  }

  /** Empties the store. Row numbers go on, so that nothing mistakes a new row for an old one. */
  clear(): void {
    this.#firstSegment = Math.ceil(this.#end / ROWS_PER_SEGMENT);
    this.#end = this.#firstSegment * ROWS_PER_SEGMENT;
    this.#first = this.#end;
    this.#segments = [];
    this.#markers.clear();
    this.#hashes.clear();
    this.#violations.clear();
    this.#payloadBytes = 0;
    this.#dropped = 0;
  }

  marker(row: number): Marker | undefined {
    return this.#markers.get(row);
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
    if (this.#segmentOf(row)) this.#violations.set(row, [...this.violations(row), what]);
  }

  violations(row: number): readonly string[] {
    return this.#violations.get(row) ?? NO_VIOLATIONS;
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
    return this.#segmentOf(row)?.payload(row % ROWS_PER_SEGMENT) ?? NO_BYTES;
  }

  #wireFlags(row: number): number {
    return this.#segmentOf(row)?.wireFlags(row % ROWS_PER_SEGMENT) ?? 0;
  }

  #flags(row: number): number {
    return this.#segmentOf(row)?.flags[row % ROWS_PER_SEGMENT] ?? 0;
  }

  #segmentOf(row: number): RowSegment | undefined {
    if (row < this.#first || row >= this.#end) return undefined;
    return this.#segments[Math.floor(row / ROWS_PER_SEGMENT) - this.#firstSegment];
  }

  #openSegment(): RowSegment {
    const last = this.#segments.at(-1);
    if (last && last.count < ROWS_PER_SEGMENT) return last;
    const segment = new RowSegment();
    this.#segments.push(segment);
    return segment;
  }

  #dropOldest(): void {
    while (this.#payloadBytes > this.#payloadLimit && this.#segments.length > 1) {
      const segment = this.#segments.shift();
      if (!segment) return;
      const end = (this.#firstSegment + 1) * ROWS_PER_SEGMENT;
      let markers = 0;
      for (let row = this.#first; row < end; row++) {
        if (this.#markers.delete(row)) markers++;
        this.#hashes.delete(row);
        this.#violations.delete(row);
      }
      this.#dropped += end - this.#first - markers;
      this.#payloadBytes -= segment.payloadBytes;
      this.#firstSegment++;
      this.#first = end;
    }
  }
}

const NO_BYTES = new Uint8Array(0);
const NO_VIOLATIONS: readonly string[] = [];
