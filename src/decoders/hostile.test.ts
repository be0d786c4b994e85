import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Decoding, LIMITS } from './decoder.ts';
import { DECODERS } from './registry.ts';
import { allDecoders, corpora, type CorpusFrame, decodeAll, lineOf, payloadIn } from './testing/corpus.ts';

const decoders = await allDecoders();
/** A frame may take its limit, and what the machine does meanwhile. */
const SLOW = 500;

// The library of Colyseus' schema tells the console what it does not know.
beforeAll(() => {
  for (const method of ['warn', 'error'] as const) vi.spyOn(console, method).mockReturnValue(undefined);
});

const conversations = corpora.flatMap(({ name, connections }) =>
  connections.map(({ path, subprotocol, frames }) => ({
    name,
    path,
    subprotocol,
    frames: frames.map(payloadIn).slice(0, 40),
  })),
);

/** Changes some bytes, cuts some off, repeats some. */
const damaged = (frames: readonly CorpusFrame[]) =>
  fc
    .array(
      fc.record({
        frame: fc.nat(frames.length - 1),
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        kind: fc.constantFrom('set', 'cut', 'double', 'flip', 'drop'),
        byte: fc.oneof(fc.constantFrom(0, 0x7f, 0x80, 0xff), fc.nat(255)),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((damages) => {
      const result = frames.map((frame) => ({ ...frame }));
      for (const { frame, at, kind, byte } of damages) {
        const target = result[frame];
        if (!target) continue;
        const offset = Math.floor(at * target.bytes.length);
        const bytes = target.bytes.slice();
        if (kind === 'set') bytes[offset] = byte;
        if (kind === 'flip') target.isText = !target.isText;
        target.bytes =
          kind === 'cut'
            ? bytes.subarray(0, offset)
            : kind === 'double'
              ? Uint8Array.from([...bytes.subarray(offset), ...bytes])
              : bytes;
        if (kind === 'drop') result.splice(frame, 1);
      }
      return result;
    });

/** What this process has computed since: unlike the clock's time, no other process adds to it. */
function cpuMilliseconds(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

function nodesOf(decoding: Decoding): number {
  const value = decoding.outcome === 'not-mine' ? null : decoding.value;
  let nodes = 0;
  JSON.stringify(value, (_, part: unknown) => {
    if (typeof part === 'bigint') return String(part);
    if (part instanceof Uint8Array) return part.length;
    if (typeof part === 'object' && part !== null && 'kind' in part) nodes++;
    return part;
  });
  return nodes;
}

describe('damaged frames', () => {
  for (const { name, path, subprotocol, frames } of conversations) {
    it(`of ${name} are read, or said to be broken, within the limits`, () => {
      fc.assert(
        fc.property(damaged(frames), fc.boolean(), (frames, isToldBySubprotocol) => {
          const start = process.cpuUsage();
          const told = isToldBySubprotocol ? subprotocol : '';
          const found = decodeAll(frames, decoders, { path, subprotocol: told, limits: LIMITS.row });
          expect(cpuMilliseconds(start)).toBeLessThan(SLOW + frames.length * LIMITS.row.milliseconds);
          for (const { decoding } of found) {
            // What a library made is counted once more in the message around it.
            expect(nodesOf(decoding)).toBeLessThan(LIMITS.row.nodes * 4);
            if (decoding.outcome === 'decoded') expect(decoding.summary.length).toBeLessThanOrEqual(200);
          }
        }),
        { numRuns: 12 },
      );
    });
  }

  it('may be anything, for each decoder that was chosen by hand', () => {
    const frames = fc.array(
      fc.record({
        bytes: fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          fc.string().map((text) => new TextEncoder().encode(text)),
        ),
        isText: fc.boolean(),
        direction: fc.constantFrom<'sent' | 'received'>('sent', 'received'),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(frames, fc.constantFrom(...DECODERS.map(({ id }) => id)), (frames, decoder) => {
        for (const { decoding } of decodeAll(frames, decoders, { decoder, limits: LIMITS.row })) {
          if (decoding.outcome === 'broken') expect(decoding.at).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what is read of a frame', () => {
  for (const { name, path, subprotocol, frames } of conversations) {
    it(`does not depend on which frames were looked at before: ${name}`, () => {
      const inOrder = decodeAll(frames, decoders, { path, subprotocol }).map(lineOf);
      const rows = [...frames.keys()];
      fc.assert(
        fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (order) => {
          const found = decodeAll(frames, decoders, { path, subprotocol, order });
          expect(found.map(lineOf)).toEqual(inOrder);
        }),
        { numRuns: 5 },
      );
    });
  }
});
