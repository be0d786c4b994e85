import { FramesByConnection, type FrameRows } from '../connection-frames.ts';
import { decodeFrame, type FrameDecoding } from '../decode-frame.ts';
import { LIMITS, type Limits, type Payload } from '../decoder.ts';
import { LoadedDecoders } from '../loaded-decoders.ts';
import { DECODERS } from '../registry.ts';
import type { Direction, FrameType } from '../../websocket/frame.ts';

/** One frame as `e2e/corpus/generate.mjs` writes it. */
type RecordedFrame = { readonly sent: boolean } & ({ readonly text: string } | { readonly hex: string });

interface RecordedConnection {
  readonly path: string;
  readonly subprotocol: string;
  readonly frames: readonly RecordedFrame[];
}

/** What real clients and servers said to each other. */
export interface Corpus {
  readonly name: string;
  readonly connections: readonly RecordedConnection[];
}

const files = import.meta.glob<Omit<Corpus, 'name'>>('../corpus/*.json', { eager: true, import: 'default' });

export const corpora: readonly Corpus[] = Object.entries(files).map(([path, { connections }]) => ({
  name: path.replace(/^.*\/|\.json$/g, ''),
  connections,
}));

export interface CorpusFrame extends Payload {
  readonly direction: Direction;
}

export function payloadIn(frame: RecordedFrame): CorpusFrame {
  const direction = frame.sent ? 'sent' : 'received';
  if ('text' in frame) return { bytes: new TextEncoder().encode(frame.text), isText: true, direction };
  return { bytes: bytesOf(frame.hex), isText: false, direction };
}

/** Frames as a store has them, of one connection. */
export function rowsOf(frames: readonly CorpusFrame[]): FrameRows {
  return {
    firstRow: 0,
    endRow: frames.length,
    connection: () => 1,
    direction: (row) => frames[row]?.direction ?? 'sent',
    type: (row): FrameType => (frames[row]?.isText ? 'text' : 'binary'),
    time: (row) => row,
    length: (row) => frames[row]?.bytes.length ?? 0,
    payload: (row) => frames[row]?.bytes ?? new Uint8Array(0),
    isPending: () => false,
  };
}

export interface CorpusOptions {
  readonly limits?: Limits;
  readonly subprotocol?: string;
  readonly path?: string;
  readonly decoder?: string;
  /** Rows in the order in which they are looked at. */
  readonly order?: readonly number[];
}

export type DoneDecoding = Extract<FrameDecoding, { state: 'done' }>;

export async function allDecoders(): Promise<LoadedDecoders> {
  const decoders = new LoadedDecoders();
  await decoders.load(DECODERS.map(({ id }) => id));
  return decoders;
}

/** Decodes frames as the panel does. @returns what was found of each row, in the order of the rows */
export function decodeAll(
  frames: readonly CorpusFrame[],
  decoders: LoadedDecoders,
  options: CorpusOptions = {},
): DoneDecoding[] {
  const around = new FramesByConnection(rowsOf(frames));
  const found: DoneDecoding[] = [];
  for (const row of options.order ?? frames.keys()) {
    const frame = frames[row];
    if (!frame) continue;
    const decoding = decodeFrame(
      frame,
      {
        direction: frame.direction,
        subprotocol: options.subprotocol ?? '',
        url: `ws://127.0.0.1:1234${options.path ?? '/'}`,
        limits: options.limits ?? LIMITS.view,
        row,
        frames: around.around(row),
        schema: () => undefined,
        choice: options.decoder === undefined ? undefined : { decoder: options.decoder },
      },
      decoders,
    );
    if (decoding.state !== 'done') throw new Error('A decoder is missing');
    found[row] = decoding;
  }
  return found;
}

/** A line for a frame, as a person would check it. */
export function lineOf({ format, decoding }: DoneDecoding): string {
  if (decoding.outcome === 'not-mine') return `${format}: nothing`;
  if (decoding.outcome === 'broken') return `${format}: broken at ${decoding.at}, ${decoding.why}`;
  const roles = (decoding.exchanges ?? []).map((exchange) =>
    'id' in exchange ? `${exchange.role} ${exchange.id}` : exchange.role,
  );
  return `${format}: ${decoding.summary}${roles.length > 0 ? `  [${roles.join('; ')}]` : ''}`;
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
}
