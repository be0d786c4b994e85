import { NO_FRAMES } from '../decoders/connection-frames.ts';
import { decodeFrame, type FormatChoice, type FrameDecoding } from '../decoders/decode-frame.ts';
import { LIMITS } from '../decoders/decoder.ts';
import type { LoadedDecoders } from '../decoders/loaded-decoders.ts';
import type { Direction, PayloadType } from '../websocket/frame.ts';
import type { Value } from '../decoders/values/value.ts';
import { SEARCHED_BYTES, type SliceReader } from './frame-slice.ts';

/** What a decoder, and a query, has to know of a connection. */
export interface ConnectionFacts {
  /** Its number in the session. */
  readonly id: number;
  readonly url: string;
  readonly subprotocol: string;
  /** What the person chose for its frames. */
  readonly formats?: readonly ChosenFormat[];
}

/** The format that a person chose for frames of a kind, with the text of the schema that it needs. */
export interface ChosenFormat {
  readonly type: PayloadType;
  readonly direction: Direction;
  readonly choice: FormatChoice;
  readonly schema?: string;
}

/** Frames of a kind that have to be JSON before the next ones are taken for it. */
const VOTERS = 8;

/** Decodes frames for a query, each once however often it is asked for. */
export class DecodedFrames {
  /** Decoders that have to be loaded before what was asked for is known. */
  readonly missing = new Set<string>();
  readonly #decoders: LoadedDecoders;
  readonly #connection: (id: number) => ConnectionFacts | undefined;
  readonly #memories = new Map<number, Map<string, unknown>>();
  /** Of each connection and kind of frame, how many were JSON so far; -1 once one was not. */
  readonly #votes = new Map<string, number>();
  #frames: SliceReader | null = null;
  #row = -1;
  readonly #values = new Map<string, Value | null>();

  constructor(decoders: LoadedDecoders, connection: (id: number) => ConnectionFacts | undefined) {
    this.#decoders = decoders;
    this.#connection = connection;
  }

  /** @returns `null` where the decoder, or with `$` every one, has no value for it; or is still missing */
  value(frames: SliceReader, row: number, decoder: string): Value | null {
    if (frames !== this.#frames || row !== this.#row) {
      this.#frames = frames;
      this.#row = row;
      this.#values.clear();
    }
    let value = this.#values.get(decoder);
    if (value === undefined) {
      value = this.#value(frames, row, decoder === '$' ? undefined : { decoder });
      if (this.missing.size === 0) this.#values.set(decoder, value);
    }
    return value;
  }

  /** Whether a frame is of a kind that is always JSON on its connection. */
  isJson(frames: SliceReader, row: number): boolean {
    const kind = `${frames.connection(row)} ${frames.direction(row)} ${frames.payloadType(row)}`;
    const votes = this.#votes.get(kind) ?? 0;
    if (votes >= VOTERS) return true;
    if (votes < 0) return false;
    const decoded = this.#decode(frames, row, undefined);
    if (decoded.state === 'done') this.#votes.set(kind, decoded.format === 'json' ? votes + 1 : -1);
    return false;
  }

  #value(frames: SliceReader, row: number, choice: FormatChoice | undefined): Value | null {
    const decoded = this.#decode(frames, row, choice);
    if (decoded.state === 'done') {
      return decoded.decoding.outcome === 'not-mine' ? null : decoded.decoding.value;
    }
    for (const id of decoded.ids) this.missing.add(id);
    return null;
  }

  #decode(frames: SliceReader, row: number, choice: FormatChoice | undefined): FrameDecoding {
    const id = frames.connection(row);
    const connection = this.#connection(id);
    let memory = this.#memories.get(id);
    if (!memory) this.#memories.set(id, (memory = new Map()));
    const bytes = frames.payload(row);
    const type = frames.payloadType(row);
    const direction = frames.direction(row);
    const chosen = connection?.formats?.find(
      (format) => format.type === type && format.direction === direction,
    );
    const isChosen = chosen && (choice === undefined || choice.decoder === chosen.choice.decoder);
    const isCut = frames.length(row) > bytes.length || bytes.length === SEARCHED_BYTES;
    return decodeFrame(
      { bytes, isText: type === 'text', isCut },
      {
        direction,
        subprotocol: connection?.subprotocol ?? '',
        url: connection?.url ?? '',
        limits: LIMITS.query,
        row: -1,
        frames: { ...NO_FRAMES, memory },
        schema: () => chosen?.schema,
        choice: isChosen ? chosen.choice : choice,
      },
      this.#decoders,
    );
  }
}
