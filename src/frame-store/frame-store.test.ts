import { describe, expect, it } from 'vitest';
import * as FrameFlag from '../bridge/frame-flag.ts';
import type { WireFrameChunk } from '../bridge/relay-feed.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import { FrameStore } from './frame-store.ts';
import { ROWS_PER_SEGMENT } from './row-segment.ts';

/** Appends one chunk with a frame per payload. */
function append(
  store: FrameStore,
  payloads: readonly Uint8Array[],
  flags = 0,
  wire?: Pick<WireFrameChunk, 'flags' | 'wireLength' | 'maskingKey'>,
): number {
  const count = payloads.length;
  const lengths = Uint32Array.from(payloads, ({ length }) => length);
  const chunk = {
    firstFrame: 0,
    count,
    connection: new Uint32Array(count).fill(7),
    time: Float64Array.from(payloads, (_, i) => i),
    flags: new Uint8Array(count).fill(flags),
    length: lengths,
    stored: lengths,
    buffered: new Uint32Array(count).fill(5),
    bytes: Uint8Array.from(payloads.flatMap((payload) => [...payload])),
  };
  return store.append(wire ? { ...chunk, ...wire } : chunk, (connection) => connection + 100, 1_000);
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
    const store = new FrameStore(ROWS_PER_SEGMENT);
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
    const store = new FrameStore(ROWS_PER_SEGMENT);
    store.appendMarker({ kind: 'lost', count: 3 }, 0);
    append(store, filled(ROWS_PER_SEGMENT));
    expect(store.firstRow).toBe(0);
    append(store, [Uint8Array.of(1, 2)]);
    expect(store.firstRow).toBe(ROWS_PER_SEGMENT);
    expect(store.droppedFrames).toBe(ROWS_PER_SEGMENT - 1);
    expect(store.payloadBytes).toBe(3);
    expect(store.marker(0)).toBeUndefined();
    expect(store.payload(0)).toHaveLength(0);
    expect([...store.payload(store.endRow - 1)]).toEqual([1, 2]);
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
    expect(store.firstRow).toBe(store.endRow);
    expect([store.payloadBytes, store.droppedFrames, store.marker(1)]).toEqual([0, 0, undefined]);
    store.setPayload(row, Uint8Array.of(9));
    expect(store.payloadBytes).toBe(0);
    const next = append(store, [Uint8Array.of(2)]);
    expect(next).toBeGreaterThan(row);
    expect([...store.payload(next)]).toEqual([2]);
  });
});
