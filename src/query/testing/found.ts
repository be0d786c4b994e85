import * as FrameFlag from '../../bridge/frame-flag.ts';
import { FrameStore } from '../../frame-store/frame-store.ts';
import { quickTest } from '../column-test.ts';
import type { ConnectionFacts } from '../decoded-frames.ts';
import { SliceWriter } from '../frame-slice.ts';
import { parseQuery } from '../parser.ts';
import { Search } from '../search.ts';
import type { TimeBase } from '../time-range.ts';

/** A frame for a query to find. */
export interface TestFrame {
  readonly payload: string | Uint8Array;
  readonly isSent?: boolean;
  readonly isBinary?: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly time?: number;
  readonly connection?: number;
}

const BASE: TimeBase = { now: 0, firstFrame: 0 };
const NO_CONNECTIONS: readonly ConnectionFacts[] = [];

/** Appends frames to a store, one by one. */
function storeOf(frames: readonly TestFrame[]): FrameStore {
  const store = new FrameStore();
  for (const { payload, isSent, isBinary, time = 0, connection = 1 } of frames) {
    const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
    const flags =
      (isSent ? FrameFlag.Sent : 0) | ((isBinary ?? typeof payload !== 'string') ? FrameFlag.Binary : 0);
    store.append(
      {
        count: 1,
        connection: Uint32Array.of(connection),
        time: Float64Array.of(time),
        flags: Uint8Array.of(flags),
        length: Uint32Array.of(bytes.length),
        stored: Uint32Array.of(bytes.length),
        buffered: Uint32Array.of(0),
        bytes,
      },
      (number) => number,
      0,
    );
  }
  return store;
}

/** The rows that a query finds, by way of a slice as another thread gets it. Throws what is wrong with the query. */
export async function found(
  text: string,
  frames: readonly TestFrame[],
  base: TimeBase = BASE,
  connections = NO_CONNECTIONS,
): Promise<number[]> {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(parsed.error.message);
  const store = storeOf(frames);
  const writer = new SliceWriter();
  frames.forEach((_, row) => writer.add(store, row));
  const search = new Search();
  await search.answer({ type: 'query', text, base });
  const reply = await search.answer({ type: 'slice', number: 1, slice: writer.slice(), connections });
  if (reply?.type !== 'found' || !reply.matches) throw new Error('The search gave no answer');
  const { matches } = reply;
  const rows = frames.flatMap((_, row) => (matches[row] === 1 ? [row] : []));
  // What is said without the payload never differs.
  const urlOf = (id: number) => connections.find((connection) => connection.id === id)?.url ?? '';
  const quick = parsed.query && quickTest(parsed.query, { ...base, urlOf });
  frames.forEach((_, row) => {
    const isFound = quick?.(store, row) ?? null;
    if (isFound !== null && isFound !== rows.includes(row)) throw new Error(`Row ${row} is not told alike`);
  });
  return rows;
}
