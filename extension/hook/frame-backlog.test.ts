import { describe, expect, it } from 'vitest';
import { fnv1a } from '../../src/bridge/fnv1a.ts';
import type { FrameChunk } from '../../src/bridge/frame-chunk.ts';
import { FrameBacklog } from './frame-backlog.ts';

const decoder = new TextDecoder();

function read(backlog: FrameBacklog, from = 0): { chunks: FrameChunk[]; texts: string[]; next: number } {
  const chunks: FrameChunk[] = [];
  const next = backlog.read(from, Infinity, (chunk) => chunks.push(chunk));
  const texts = chunks.flatMap((chunk) => {
    let offset = 0;
    return Array.from({ length: chunk.count }, (_, i) => {
      const stored = chunk.stored[i] ?? 0;
      offset += stored;
      return decoder.decode(chunk.bytes.subarray(offset - stored, offset));
    });
  });
  return { chunks, texts, next };
}

describe('FrameBacklog', () => {
  it('gives back frames in order, with their columns', () => {
    const backlog = new FrameBacklog();
    backlog.recordText(7, 1.5, 1, 'héllo', 12);
    backlog.recordBytes(8, 2.5, 2, new Uint8Array([65, 66]), 0);
    const { chunks, texts, next } = read(backlog);
    expect(texts).toEqual(['héllo', 'AB']);
    expect(next).toBe(2);
    const [chunk] = chunks;
    expect(chunk).toMatchObject({ firstFrame: 0, count: 2 });
    expect([...(chunk?.connection ?? [])]).toEqual([7, 8]);
    expect([...(chunk?.time ?? [])]).toEqual([1.5, 2.5]);
    expect([...(chunk?.length ?? [])]).toEqual([6, 2]);
    expect([...(chunk?.buffered ?? [])]).toEqual([12, 0]);
  });

  it('reads on from any frame, in the middle of a chunk too', () => {
    const backlog = new FrameBacklog();
    for (let i = 0; i < 1_000; i++) backlog.recordText(0, i, 0, `frame ${i}`, 0);
    const { chunks, texts } = read(backlog, 300);
    expect(chunks[0]?.firstFrame).toBe(300);
    expect(texts).toHaveLength(700);
    expect(texts[0]).toBe('frame 300');
    expect(texts.at(-1)).toBe('frame 999');
  });

  it('hands out copies that later frames do not change', () => {
    const backlog = new FrameBacklog();
    backlog.recordText(0, 0, 0, 'first', 0);
    const before = read(backlog);
    backlog.recordText(0, 0, 0, 'second', 0);
    expect(before.texts).toEqual(['first']);
    expect(before.chunks[0]?.count).toBe(1);
  });

  it('counts text in bytes of UTF-8, with lone surrogates replaced as the wire has them', () => {
    const backlog = new FrameBacklog();
    expect(backlog.recordText(0, 0, 0, '\ud800', 0)).toBe(3);
    expect(backlog.recordText(0, 0, 0, '€'.repeat(20_000), 0)).toBe(60_000);
    expect(read(backlog).texts).toEqual(['\ufffd', '€'.repeat(20_000)]);
  });

  it('cuts a payload beyond 16 MiB and keeps its true length and the hash of all of it', () => {
    const backlog = new FrameBacklog();
    backlog.recordBytes(0, 0, 2, new Uint8Array(17 * 1024 * 1024), 0);
    const { chunks } = read(backlog);
    expect(chunks[0]?.length[0]).toBe(17 * 1024 * 1024);
    expect(chunks[0]?.stored[0]).toBe(16 * 1024 * 1024);
    expect(chunks[0]?.hash).toBe(fnv1a(new Uint8Array(17 * 1024 * 1024), 17 * 1024 * 1024));
  });

  it('drops the oldest frames beyond 16 MiB, and their numbers tell', () => {
    const backlog = new FrameBacklog();
    const payload = new Uint8Array(1024);
    for (let i = 0; i < 40_000; i++) backlog.recordBytes(0, i, 2, payload, 0);
    expect(backlog.oldestFrame).toBeGreaterThan(20_000);
    let next = backlog.oldestFrame;
    const first = next;
    let frames = 0;
    while (next < backlog.frames) {
      const batch = read(backlog, next);
      expect(batch.chunks[0]?.firstFrame).toBe(next);
      frames += batch.chunks.reduce((sum, chunk) => sum + chunk.count, 0);
      next = batch.next;
    }
    expect(frames).toBe(40_000 - first);
  });

  it('keeps the place of a frame that could not be recorded', () => {
    const backlog = new FrameBacklog();
    backlog.recordText(0, 0, 0, 'a', 0);
    backlog.skip();
    backlog.recordText(0, 0, 0, 'c', 0);
    backlog.skip();
    const { chunks, next } = read(backlog);
    expect(chunks.map(({ firstFrame, count }) => [firstFrame, count])).toEqual([
      [0, 1],
      [2, 1],
    ]);
    expect(next).toBe(4);
  });
});
