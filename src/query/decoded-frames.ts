import { NO_FRAMES } from '../decoders/connection-frames.ts';
import { decodeFrame, type FormatChoice } from '../decoders/decode-frame.ts';
import { LIMITS } from '../decoders/decoder.ts';
import type { LoadedDecoders } from '../decoders/loaded-decoders.ts';
import type { Value } from '../decoders/value.ts';
import { SEARCHED_BYTES, type SliceReader } from './frame-slice.ts';

/** What a decoder, and a query, has to know of a connection. */
export interface ConnectionFacts {
  /** Its number in the session. */
  readonly id: number;
  readonly url: string;
  readonly subprotocol: string;
}

/** Decodes frames for a query, each once however often it is asked for. */
export class DecodedFrames {
  /** Decoders that have to be loaded before what was asked for is known. */
  readonly missing = new Set<string>();
  readonly #decoders: LoadedDecoders;
  readonly #connection: (id: number) => ConnectionFacts | undefined;
  readonly #memories = new Map<number, Map<string, unknown>>();
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
      value = this.#decode(frames, row, decoder === '$' ? undefined : { decoder });
      if (this.missing.size === 0) this.#values.set(decoder, value);
    }
    return value;
  }

  #decode(frames: SliceReader, row: number, choice: FormatChoice | undefined): Value | null {
    const id = frames.connection(row);
    const connection = this.#connection(id);
    let memory = this.#memories.get(id);
    if (!memory) this.#memories.set(id, (memory = new Map()));
    const bytes = frames.payload(row);
    const isCut = frames.length(row) > bytes.length || bytes.length === SEARCHED_BYTES;
    const decoded = decodeFrame(
      { bytes, isText: frames.payloadType(row) === 'text', isCut },
      {
        direction: frames.direction(row),
        subprotocol: connection?.subprotocol ?? '',
        url: connection?.url ?? '',
        limits: LIMITS.query,
        row: -1,
        frames: { ...NO_FRAMES, memory },
        schema: () => undefined,
        choice,
      },
      this.#decoders,
    );
    if (decoded.state === 'loading') {
      for (const id of decoded.ids) this.missing.add(id);
      return null;
    }
    return decoded.decoding.outcome === 'not-mine' ? null : decoded.decoding.value;
  }
}
