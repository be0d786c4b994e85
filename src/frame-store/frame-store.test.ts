import { describe, expect, it } from 'vitest';
import * as FrameFlag from '../bridge/frame-flag.ts';
import type { WireFrameChunk } from '../bridge/relay-feed.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import { FrameStore } from './frame-store.ts';
import { ROWS_PER_SEGMENT } from './row-segment.ts';

/** Columns with a frame per payload, whose bytes lie one after another. */
function columnsOf(bytes: Uint8Array, lengths = Uint32Array.of(bytes.length), flags = 0) {
  const count = lengths.length;
  return {
    count,
    connection: new Uint32Array(count).fill(7),
    time: Float64Array.from(lengths, (_, i) => i),
    flags: new Uint8Array(count).fill(flags),
    length: lengths,
    stored: lengths,
    buffered: new Uint32Array(count).fill(5),
    bytes,
  };
}

/** Appends one chunk with a frame per payload. */
function append(
  store: FrameStore,
  payloads: readonly Uint8Array[],
  flags = 0,
  wire?: Pick<WireFrameChunk, 'flags' | 'wireLength' | 'maskingKey'>,
): number {
  const bytes = new Uint8Array(payloads.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const payload of payloads) {
    bytes.set(payload, offset);
    offset += payload.length;
  }
  const columns = columnsOf(
    bytes,
    Uint32Array.from(payloads, ({ length }) => length),
    flags,
  );
  return store.append(wire ? { ...columns, ...wire } : columns, (connection) => connection + 100, 1_000);
}

const filled = (count: number, length = 1) => Array.from({ length: count }, () => new Uint8Array(length));

describe('the frame store', () => {
  it('gives back what each row of a chunk was', () => {
    const store = new FrameStore();
    append(store, [Uint8Array.of(9)]);
    const row = append(
      store,
      [Uint8Array.of(1, 2), Uint8Array.of(), Uint8Array.of(3)],
      FrameFlag.Sent | FrameFlag.Binary | FrameFlag.Discarded,
    );
    expect(row).toBe(1);
    expect([1, 2, 3].map((row) => Array.from(store.payload(row)))).toEqual([[1, 2], [], [3]]);
    expect(store.connection(3)).toBe(107);
    expect(store.time(3)).toBe(1_002);
    expect([store.direction(3), store.type(3)]).toEqual(['sent', 'binary']);
    expect([store.direction(0), store.type(0)]).toEqual(['received', 'text']);
    expect([store.isDiscarded(3), store.isDiscarded(0)]).toEqual([true, false]);
    expect([store.length(1), store.bufferedAmount(1)]).toEqual([2, 5]);
    expect(store.payloadBytes).toBe(4);
  });

  it('gives back what the wire showed of a frame, beside those of a page', () => {
    const store = new FrameStore(300_000);
    append(store, [Uint8Array.of(1)]);
    const ping = WireFlag.OnWire | (0x9 << WireFlag.OPCODE_SHIFT) | WireFlag.Rsv1 | WireFlag.Masked;
    const reserved = WireFlag.OnWire | (0x3 << WireFlag.OPCODE_SHIFT) | WireFlag.Fin | WireFlag.Inflated;
    const row = append(store, [Uint8Array.of(2), Uint8Array.of(3)], FrameFlag.Binary, {
      flags: Uint32Array.of(reserved, ping),
      wireLength: Uint32Array.of(7, 8),
      maskingKey: Uint32Array.of(0, 0xffff_fffe),
    });
    store.addViolation(row + 1, 'A control frame must not be fragmented.');
    expect(store.header(0)).toBeUndefined();
    expect(store.header(row + 1)).toEqual({
      fin: false,
      rsv1: true,
      rsv2: false,
      rsv3: false,
      opcode: 0x9,
      masked: true,
      maskingKey: 0xffff_fffe,
      payloadLength: 8,
    });
    expect([0, row, row + 1].map((row) => store.type(row))).toEqual(['text', 'reserved', 'ping']);
    expect([row, row + 1].map((row) => store.isInflated(row))).toEqual([true, false]);
    expect([row, row + 1].map((row) => store.violations(row).length)).toEqual([0, 1]);
    append(store, filled(ROWS_PER_SEGMENT));
    append(store, [Uint8Array.of(1)]);
    expect([store.violations(row + 1), store.header(row + 1)]).toEqual([[], undefined]);
  });

  it('crosses from one segment to the next within a chunk', () => {
    const store = new FrameStore();
    append(store, filled(ROWS_PER_SEGMENT - 1));
    append(store, [Uint8Array.of(1), Uint8Array.of(2), Uint8Array.of(3)]);
    const rows = [0, 1, 2].map((i) => Array.from(store.payload(ROWS_PER_SEGMENT - 1 + i)));
    expect(rows).toEqual([[1], [2], [3]]);
  });

  it('drops the oldest rows beyond its limit, counts the frames among them, and keeps the numbers', () => {
    const store = new FrameStore(300_000);
    store.appendMarker({ kind: 'lost', count: 3 }, 0);
    append(store, filled(ROWS_PER_SEGMENT - 1));
    expect([store.firstRow, store.droppedFrames]).toEqual([0, 0]);
    append(store, [Uint8Array.of(1, 2)]);
    expect(store.firstRow).toBe(ROWS_PER_SEGMENT);
    expect(store.droppedFrames).toBe(ROWS_PER_SEGMENT - 1);
    expect(store.payloadBytes).toBe(2);
    expect(store.marker(0)).toBeUndefined();
    expect(store.payload(0)).toHaveLength(0);
    expect([...store.payload(store.endRow - 1)]).toEqual([1, 2]);
  });

  it('drops large payloads one by one, and keeps the newest whatever its size', () => {
    const store = new FrameStore(500_000);
    for (let i = 0; i < 5; i++) append(store, [new Uint8Array(100_000).fill(i)]);
    expect(store.heldBytes).toBeLessThanOrEqual(500_000);
    expect(store.payload(store.firstRow)[0]).toBe(store.firstRow);
    expect(store.endRow - store.firstRow).toBe(3);
    append(store, [new Uint8Array(900_000).fill(9)]);
    expect([store.firstRow, store.droppedFrames]).toEqual([5, 5]);
    expect(store.payload(5)).toHaveLength(900_000);
  });

  it('drops at once when its limit is lowered', () => {
    const store = new FrameStore();
    for (let i = 0; i < 8; i++) append(store, filled(1, 100_000));
    store.memoryLimit = 500_000;
    expect(store.heldBytes).toBeLessThanOrEqual(500_000);
    expect(store.droppedFrames).toBe(8 - (store.endRow - store.firstRow));
  });

  it('holds many small payloads in few blocks, and no more of a buffer than is its own', () => {
    const store = new FrameStore();
    for (let i = 0; i < 2_000; i++) append(store, [new Uint8Array(1_000).fill(i)]);
    expect([0, 999, 1_999].map((row) => store.payload(row)[0])).toEqual([0, 999 % 256, 1_999 % 256]);
    expect(new Set([0, 1, 2].map((row) => store.payload(row).buffer)).size).toBe(1);
    const received = new Uint8Array(1_000_000).subarray(0, 100_000);
    const row = store.endRow;
    store.append(columnsOf(received), (connection) => connection, 0);
    expect(store.payload(row).buffer.byteLength).toBe(100_000);
  });

  it('finds the first row since a time', () => {
    const store = new FrameStore();
    append(store, filled(ROWS_PER_SEGMENT));
    append(store, filled(10));
    expect(store.firstRowSince(0)).toBe(0);
    expect(store.firstRowSince(1_007.5)).toBe(8);
    expect(store.firstRowSince(1_000 + ROWS_PER_SEGMENT - 1)).toBe(ROWS_PER_SEGMENT - 1);
    expect(store.firstRowSince(1_000 + ROWS_PER_SEGMENT)).toBe(store.endRow);
  });

  it('fills in a pending payload', () => {
    const store = new FrameStore();
    const row = append(store, [Uint8Array.of()], FrameFlag.Pending | FrameFlag.Binary);
    expect(store.isPending(row)).toBe(true);
    store.setPayload(row, Uint8Array.of(4, 5));
    expect(store.isPending(row)).toBe(false);
    expect(store.type(row)).toBe('binary');
    expect([...store.payload(row)]).toEqual([4, 5]);
    expect(store.payloadBytes).toBe(2);
  });

  it('forgets all on clear without using a number twice', () => {
    const store = new FrameStore();
    const row = append(store, [Uint8Array.of(1)], FrameFlag.Pending);
    store.appendMarker({ kind: 'navigation', url: 'http://localhost/' }, 0);
    store.clear();
    store.forgetCleared();
    expect(store.firstRow).toBe(store.endRow);
    expect([store.payloadBytes, store.droppedFrames, store.marker(1)]).toEqual([0, 0, undefined]);
    store.setPayload(row, Uint8Array.of(9));
    expect(store.payloadBytes).toBe(0);
    const next = append(store, [Uint8Array.of(2)]);
    expect(next).toBeGreaterThan(row);
    expect([...store.payload(next)]).toEqual([2]);
    expect(store.undoClear()).toBe(false);
  });

  it('brings back what was cleared, before what came since', () => {
    const store = new FrameStore();
    const pending = append(store, [Uint8Array.of()], FrameFlag.Pending);
    store.appendMarker({ kind: 'lost', count: 1 }, 0);
    store.clear();
    append(store, [Uint8Array.of(7)]);
    expect([store.payloadBytes, store.endRow - store.firstRow, store.marker(1)]).toEqual([1, 1, undefined]);
    store.setPayload(pending, Uint8Array.of(4, 5));
    expect(store.undoClear()).toBe(true);
    expect(store.endRow - store.firstRow).toBe(3);
    expect([0, 2].map((row) => Array.from(store.payload(row)))).toEqual([[4, 5], [7]]);
    expect(store.marker(1)).toEqual({ kind: 'lost', count: 1 });
    expect(store.payloadBytes).toBe(3);
  });

  it('gives up what was cleared before it drops anything else', () => {
    const store = new FrameStore(500_000);
    append(store, filled(1, 200_000));
    store.clear();
    append(store, filled(1, 100_000));
    append(store, filled(1, 100_000));
    expect([store.firstRow, store.droppedFrames, store.undoClear()]).toEqual([1, 0, false]);
  });
});
