import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BRIDGE_VERSION, type RelayEvent } from '../../src/bridge/channel.ts';
import { parseRelayEvent } from './relay-event-schema.ts';

const version = BRIDGE_VERSION;
const chunk = {
  firstFrame: 3,
  count: 2,
  connection: new Uint32Array(2),
  time: new Float64Array(2),
  flags: new Uint8Array(2),
  length: new Uint32Array([1, 2]),
  stored: new Uint32Array([1, 2]),
  buffered: new Uint32Array(2),
  bytes: new Uint8Array([65, 66, 67]),
};
const created = {
  type: 'created',
  number: 0,
  time: 1.5,
  connection: 0,
  argument: 'ws://host',
  url: 'ws://host/',
  protocols: ['chat'],
  stack: '',
} as const;
const batch = {
  version,
  type: 'batch',
  batch: { events: [created], chunks: [chunk], totals: [], next: { event: 1, frame: 5 } },
} as const;

/** Anything at all, among it what looks like an event of a relay. */
const anything = fc.oneof(
  fc.anything({ withTypedArray: true, withNullPrototype: true, withBigInt: true, withDate: true }),
  fc.record(
    {
      version: fc.constantFrom(version, 0, 'x'),
      type: fc.constantFrom('hello', 'batch', 'handshake', 'attempted', '__proto__', 7),
      batch: fc.anything({ withTypedArray: true }),
      step: fc.anything(),
      document: fc.anything(),
      attempt: fc.anything(),
      result: fc.anything(),
    },
    { requiredKeys: [] },
  ),
);

/** Every way to put something else at one place of a value. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))];
}

function put(value: unknown, path: readonly string[], replacement: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return replacement;
  const inner = put((value as Record<string, unknown>)[key], rest, replacement);
  return Array.isArray(value)
    ? value.map((item: unknown, i) => (String(i) === key ? inner : item))
    : { ...(value as object), [key]: inner };
}

describe('parseRelayEvent', () => {
  it('takes what a relay sends', () => {
    const parsed = parseRelayEvent(batch);
    expect(parsed.ok && (parsed.event satisfies RelayEvent)).toEqual(batch);
  });

  it('never throws, and says what is wrong in words', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const parsed = parseRelayEvent(value);
        expect(parsed.ok || parsed.why.length > 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('whatever a page puts in place of a part: what it takes has columns that hold what they say', () => {
    const wrong = fc.oneof(
      fc.anything({ withTypedArray: true }),
      fc.constantFrom(
        NaN,
        -1,
        2 ** 53,
        1e300,
        '',
        'x'.repeat(100_000),
        new Uint32Array(1),
        new Uint8Array(0),
        [],
      ),
    );
    fc.assert(
      fc.property(fc.constantFrom(...places(batch)), wrong, (path, replacement) => {
        const parsed = parseRelayEvent(put(batch, path, replacement));
        if (!parsed.ok || parsed.event.type !== 'batch') return;
        for (const { count, stored, bytes, time } of parsed.event.batch.chunks) {
          expect(time.length).toBeGreaterThanOrEqual(count);
          const held = stored.slice(0, count).reduce((sum, each) => sum + each, 0);
          expect(held).toBeLessThanOrEqual(bytes.length);
        }
        for (const event of parsed.event.batch.events) {
          if (event.type === 'created') expect(event.url.length).toBeLessThanOrEqual(16_385);
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
