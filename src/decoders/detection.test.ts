import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FramesByConnection, NO_FRAMES } from './connection-frames.ts';
import { type DecodeContext, LIMITS } from './decoder.ts';
import { decodeFrame } from './decode-frame.ts';
import { LoadedDecoders } from './loaded-decoders.ts';
import { DECODERS } from './registry.ts';
import { allDecoders, corpora, type CorpusFrame, decodeAll, payloadIn, rowsOf } from './testing/corpus.ts';
import { contextWith } from './testing/decode-alone.ts';

const decoders = await allDecoders();

/** The decoder of each corpus, where the name is not its own. */
const OWN: Readonly<Record<string, string>> = {
  'colyseus-0.16': 'colyseus',
  'mqtt-3': 'mqtt',
  'mqtt-5': 'mqtt',
  'mqtt-split': 'mqtt',
  'signalr-json': 'signalr',
  'signalr-messagepack': 'signalr',
  'wamp-json': 'wamp',
  'wamp-messagepack': 'wamp',
};
/** Formats that say nothing of a protocol. */
const GENERAL = new Set(['json', 'messagepack', 'cbor', 'protobuf', null]);
const SPECIAL = DECODERS.filter(({ id }) => !GENERAL.has(id));
/** What detection believes of a frame on its own. */
const BELIEVED = 0.4;

const ownOf = (name: string) => OWN[name] ?? name;

/** Ids of the decoders that take a frame for theirs by its content. */
function claimsOn(frame: CorpusFrame, context: DecodeContext): string[] {
  return SPECIAL.filter(({ id, mayBe }) => {
    const decoding = mayBe?.(frame, context.url)
      ? decoders.get(id)?.decode(frame, { ...context, reason: 'content' })
      : undefined;
    return decoding?.outcome === 'decoded' && (decoding.likelihood ?? 1) > BELIEVED;
  }).map(({ id }) => id);
}

describe('detection by content', () => {
  for (const { name, connections } of corpora) {
    it(`takes no frame of ${name} for another protocol`, () => {
      for (const { path, frames } of connections) {
        const payloads = frames.map(payloadIn);
        const around = new FramesByConnection(rowsOf(payloads));
        for (const [row, payload] of payloads.entries()) {
          const url = `ws://127.0.0.1:1234${path}`;
          const context = contextWith({ direction: payload.direction, url, row, frames: around.around(row) });
          const others = claimsOn(payload, context).filter((id) => id !== ownOf(name));
          expect({ row, others }).toEqual({ row, others: [] });
        }
      }
    });

    it(`takes no frame of ${name} for another protocol when it stands alone`, () => {
      for (const { frames } of connections) {
        for (const [row, frame] of frames.entries()) {
          const payload = payloadIn(frame);
          const others = claimsOn(payload, contextWith({ direction: payload.direction, frames: NO_FRAMES }));
          expect({ row, others: others.filter((id) => id !== ownOf(name)) }).toEqual({ row, others: [] });
        }
      }
    });
  }

  it('knows each protocol without its subprotocol', () => {
    const unknown = corpora.flatMap(({ name, connections }) =>
      connections.flatMap(({ path, frames }) => {
        const payloads = frames.map(payloadIn);
        const missed = decodeAll(payloads, decoders, { path }).flatMap(({ format }, row) =>
          format === ownOf(name) ? [] : [`${name} ${row}: ${format}`],
        );
        return missed;
      }),
    );
    // WAMP in MessagePack looks like any MessagePack, datagrams behind the port are the game's own, and packets of
    // MQTT in pieces are not guessed, since it always has its subprotocol (MQTT 5, 6).
    const untold = /^wamp-messagepack|^emscripten-udp [1-5]: |^mqtt-/;
    const rest = unknown.filter((line) => !untold.test(line));
    expect(rest).toEqual([]);
  });

  it('remembers nothing of a connection before all decoders have come', async () => {
    const map = payloadIn({ sent: false, hex: '81a17805' });
    // On its own it could be anything.
    const number = payloadIn({ sent: false, hex: '05' });
    const frames = [...Array.from({ length: 20 }, () => map), number];
    const around = new FramesByConnection(rowsOf(frames));
    const late = new LoadedDecoders();
    const decode = () =>
      decodeFrame(
        number,
        {
          direction: 'received',
          subprotocol: '',
          url: 'ws://localhost/',
          limits: LIMITS.view,
          row: 20,
          frames: around.around(20),
          schema: () => undefined,
        },
        late,
      );
    let found = decode();
    for (; found.state === 'loading'; found = decode()) await late.load(found.ids);
    expect(found.format).toBe('messagepack');
  });

  it('takes random bytes and text for nothing', () => {
    const context = contextWith({ frames: NO_FRAMES, limits: LIMITS.row });
    const direction = fc.constantFrom('sent', 'received');
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 64 }), fc.uint8Array({ maxLength: 4 }));
    fc.assert(
      fc.property(bytes, fc.boolean(), direction, (bytes, isText, direction) => {
        expect(claimsOn({ bytes, isText, direction }, { ...context, direction })).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), direction, (value, direction) => {
        const bytes = new TextEncoder().encode(JSON.stringify(value));
        expect(claimsOn({ bytes, isText: true, direction }, { ...context, direction })).toEqual([]);
      }),
    );
  });
});
