import { describe, expect, it } from 'vitest';
import { allDecoders, corpora, type CorpusFrame, payloadIn, rowsOf } from '../decoders/testing/corpus.ts';
import { payloadOf } from '../decoders/testing/decode-alone.ts';
import { LoadedDecoders } from '../decoders/loaded-decoders.ts';
import { ExchangeIndex, type ExchangeRows, type FrameFacts } from './exchange-index.ts';

const decoders = await allDecoders();
const NO_DEADLINE = Infinity;
const FACTS: FrameFacts = { url: 'ws://localhost/', subprotocol: '', choice: undefined };

const withMarkers = (frames: readonly CorpusFrame[]): ExchangeRows => ({
  ...rowsOf(frames),
  marker: () => undefined,
});

const sent = (data: Parameters<typeof payloadOf>[0]): CorpusFrame => ({
  ...payloadOf(data),
  direction: 'sent',
});
const received = (data: Parameters<typeof payloadOf>[0]): CorpusFrame => ({
  ...payloadOf(data),
  direction: 'received',
});

function indexOf(frames: readonly CorpusFrame[], facts = FACTS): ExchangeIndex {
  const index = new ExchangeIndex(withMarkers(frames), decoders, () => facts);
  expect(index.advance(NO_DEADLINE)).toBe(true);
  return index;
}

/** `request→reply` of each pair, and how many heartbeats. */
function pairsOf(name: string): string {
  const corpus = corpora.find((corpus) => corpus.name === name);
  const connection = corpus?.connections[0];
  const frames = connection?.frames.map(payloadIn) ?? [];
  const { path = '', subprotocol = '' } = connection ?? {};
  const index = indexOf(frames, { ...FACTS, url: `ws://localhost${path}`, subprotocol });
  const pairs = frames.flatMap((_, row) => {
    const partner = index.partnerOf(row);
    return partner?.isReply ? [`${partner.row}→${row}${partner.isError ? '!' : ''}`] : [];
  });
  return `${pairs.join(' ')} ♥${index.heartbeats}`;
}

describe('requests and replies of real conversations', () => {
  it('are paired by their ids', () => {
    expect(pairsOf('socket-io')).toBe('3→5 13→14 12→15 ♥2');
    expect(pairsOf('signalr-json')).toBe('0→1 3→5 6→7! 9→10 9→11 9→12 ♥3');
    expect(pairsOf('signalr-messagepack')).toBe('0→1 3→5 6→7! 9→10 9→11 9→12 ♥3');
    expect(pairsOf('phoenix')).toBe('0→1 2→3 5→6! 9→10 11→12 ♥2');
    expect(pairsOf('graphql-ws')).toBe('0→1 2→3 2→4 6→8 6→9 6→10 11→12! ♥2');
    expect(pairsOf('wamp-json')).toBe('0→1 2→3 4→5 6→7 9→10 8→11 12→13! 14→15 ♥0');
    expect(pairsOf('stomp')).toBe('0→1 3→7 10→11 ♥2');
    expect(pairsOf('emscripten-posix')).toBe('0→1 2→3 4→5 6→7 8→9 10→11 12→13 14→15 16→17 18→19! 20→21 ♥0');
    expect(pairsOf('colyseus')).toBe('14→15 ♥2');
    expect(pairsOf('mqtt-split')).toMatch(/♥2$/);
  });

  it('are found in MQTT whatever frames its packets come in', () => {
    expect(pairsOf('mqtt-3').split(' ')).toHaveLength(10);
    expect(pairsOf('mqtt-split').split(' ')).toHaveLength(10);
  });
});

describe('an index of exchanges', () => {
  const ask = (id: number) => sent(`{"jsonrpc":"2.0","id":${id},"method":"m"}`);
  const answer = (id: number) => received(`{"jsonrpc":"2.0","id":${id},"result":1}`);

  it('gives the time from the request to the reply, on both', () => {
    const index = indexOf([ask(1), ask(2), answer(1), answer(2)]);
    expect(index.partnerOf(0)).toEqual({ row: 2, isReply: false, latency: 2, isError: false });
    expect(index.partnerOf(3)).toEqual({ row: 1, isReply: true, latency: 2, isError: false });
    expect([index.isRequest(0), index.isRequest(2)]).toEqual([true, false]);
  });

  it('takes no reply of its own side, and none before the request', () => {
    const index = indexOf([answer(1), ask(1), sent('{"jsonrpc":"2.0","id":1,"result":1}')]);
    expect([0, 1, 2].map((row) => index.partnerOf(row))).toEqual([null, null, null]);
  });

  it('pairs with the newest request of an id', () => {
    const index = indexOf([ask(1), answer(1), ask(1), answer(1)]);
    expect([1, 3].map((row) => index.partnerOf(row)?.row)).toEqual([0, 2]);
  });

  it('knows pings and pongs of the wire by their payloads', () => {
    const frames = [received('a'), received('b'), sent('b'), sent('a')];
    const types = ['ping', 'ping', 'pong', 'pong'] as const;
    const rows: ExchangeRows = { ...withMarkers(frames), type: (row) => types[row] ?? 'text' };
    const index = new ExchangeIndex(rows, decoders, () => FACTS);
    index.advance(NO_DEADLINE);
    expect([2, 3].map((row) => index.partnerOf(row)?.row)).toEqual([1, 0]);
    expect(index.heartbeats).toBe(4);
  });

  it('stops at the deadline and goes on from there, and looks at each row once', () => {
    const frames = Array.from({ length: 200 }, (_, i) => ask(i));
    let looks = 0;
    const rows = withMarkers(frames);
    const counting: ExchangeRows = {
      ...rows,
      marker: () => {
        looks++;
        return undefined;
      },
    };
    const index = new ExchangeIndex(counting, decoders, () => FACTS);
    expect(index.advance(0)).toBe(false);
    expect([index.isHeartbeat(0), index.isHeartbeat(199)]).toEqual([false, null]);
    while (!index.advance(0));
    expect(index.advance(NO_DEADLINE)).toBe(true);
    expect(looks).toBe(200);
  });

  it('reads no more of a connection whose first frames have none', () => {
    const frames = Array.from({ length: 1_000 }, () => received([1, 2, 3]));
    let reads = 0;
    const rows = withMarkers(frames);
    const counting: ExchangeRows = {
      ...rows,
      payload: (row) => {
        reads++;
        return rows.payload(row);
      },
    };
    new ExchangeIndex(counting, decoders, () => FACTS).advance(NO_DEADLINE);
    const before = reads;
    expect(before).toBeGreaterThan(0);
    const longer: ExchangeRows = { ...counting, endRow: 100_000 };
    reads = 0;
    new ExchangeIndex(longer, decoders, () => FACTS).advance(NO_DEADLINE);
    expect(reads).toBe(before);
  });

  it('waits for decoders, and does without those that cannot be had', () => {
    const index = new ExchangeIndex(withMarkers([ask(1), answer(1)]), new LoadedDecoders(), () => FACTS);
    index.advance(NO_DEADLINE);
    expect(index.isHeartbeat(0)).toBe(null);
    expect(index.missing.size).toBeGreaterThan(0);
    while (index.missing.size > 0) {
      index.doWithout(index.missing);
      index.advance(NO_DEADLINE);
    }
    expect(index.isHeartbeat(1)).toBe(false);
  });

  it('keeps a bounded number of open requests', () => {
    const frames = Array.from({ length: 10_002 }, (_, i) => ask(i));
    const index = indexOf([...frames, answer(0), answer(10_001)]);
    expect(index.partnerOf(10_002)).toBe(null);
    expect(index.partnerOf(10_003)?.row).toBe(10_001);
  });

  it('forgets all when it begins anew', () => {
    const index = indexOf([answer(7), ask(1), answer(1)]);
    index.restart();
    expect([index.isHeartbeat(0), index.partnerOf(2)]).toEqual([null, null]);
    index.advance(NO_DEADLINE);
    expect(index.partnerOf(2)?.row).toBe(1);
  });
});
