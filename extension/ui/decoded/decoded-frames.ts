import { signal } from '@preact/signals';
import { FramesByConnection } from '../../../src/decoders/connection-frames.ts';
import { decodeFrame, type FrameDecoding } from '../../../src/decoders/decode-frame.ts';
import { LIMITS, type Limits, NOT_MINE } from '../../../src/decoders/decoder.ts';
import { LoadedDecoders } from '../../../src/decoders/loaded-decoders.ts';
import type { Connection } from '../../../src/session/connection.ts';
import type { Session } from '../../../src/session/session.ts';
import { formatChoiceFor } from './format-choices.ts';
import { schemaText, schemas } from './format-schemas.ts';

/** Frames of which what was found is kept: those about to be drawn again. */
const MAX_ROWS = 2_000;
const MAX_VIEWS = 4;
/** Milliseconds after which a frame that nothing fitted is looked at again: its neighbours may tell by then. */
const TRY_AGAIN = 1_000;

export type DoneDecoding = Extract<FrameDecoding, { readonly state: 'done' }>;

/** Control frames, continuations, and what is still to come have no format. */
const NO_MESSAGE: DoneDecoding = { state: 'done', format: null, reason: 'content', decoding: NOT_MINE };

interface Kept {
  readonly found: DoneDecoding;
  /** What it was found with: the choice, and how much of the payload was there. */
  readonly basis: string;
  readonly at: number;
}

/** The frames of a session, decoded when they are drawn. */
export class DecodedFrames {
  readonly #session: Session;
  readonly #frames: FramesByConnection;
  readonly #decoders = new LoadedDecoders();
  readonly #rows = new Map<number, Kept>();
  readonly #views = new Map<number, Kept>();
  /** Those that what is kept was found with. */
  #schemas = schemas.peek();
  /** Why the code of decoders could not be loaded. */
  readonly #failure = signal<string | null>(null);
  /** Changes when decoders have come, so that what waits for them is drawn anew. */
  readonly #loaded = signal(0);

  constructor(session: Session) {
    this.#session = session;
    this.#frames = new FramesByConnection(session.frames);
  }

  get failure(): string | null {
    return this.#failure.value;
  }

  /** What a row of the list shows; `null` while decoders are loaded. Only its beginning is decoded. */
  inRow(row: number): DoneDecoding | null {
    return this.#decode(row, LIMITS.row);
  }

  /** What a person sees who looks at one frame; `null` while decoders are loaded. */
  inFull(row: number): DoneDecoding | null {
    return this.#decode(row, LIMITS.view);
  }

  connectionOf(row: number): Connection | undefined {
    return this.#session.connection(this.#session.frames.connection(row));
  }

  #decode(row: number, limits: Limits): DoneDecoding | null {
    void this.#loaded.value;
    const { frames } = this.#session;
    const opcode = frames.type(row);
    if ((opcode !== 'text' && opcode !== 'binary') || frames.isPending(row)) return NO_MESSAGE;
    const connection = this.connectionOf(row);
    const url = connection?.evidence.url ?? '';
    const direction = frames.direction(row);
    const type = frames.payloadType(row);
    const choice = formatChoiceFor(url, type, direction);
    const bytes = frames.payload(row);
    if (schemas.value !== this.#schemas) {
      this.#schemas = schemas.value;
      this.#rows.clear();
      this.#views.clear();
    }
    const basis = `${bytes.length} ${JSON.stringify(choice)}`;
    const cache = limits === LIMITS.row ? this.#rows : this.#views;
    const kept = cache.get(row);
    if (kept?.basis === basis && (kept.found.format !== null || Date.now() - kept.at < TRY_AGAIN)) {
      return kept.found;
    }
    const found = decodeFrame(
      {
        bytes,
        isText: type === 'text',
        isCut: bytes.length < frames.length(row) || frames.header(row)?.fin === false,
      },
      {
        direction,
        subprotocol: subprotocolOf(connection),
        url,
        limits,
        row,
        frames: this.#frames.around(row),
        schema: schemaText,
        choice,
      },
      this.#decoders,
    );
    if (found.state === 'loading') {
      void this.#load(found.ids);
      return null;
    }
    if (cache.size >= (cache === this.#rows ? MAX_ROWS : MAX_VIEWS)) cache.clear();
    cache.set(row, { found, basis, at: Date.now() });
    return found;
  }

  async #load(ids: ReadonlySet<string>): Promise<void> {
    try {
      await this.#decoders.load(ids);
      this.#failure.value = null;
      this.#loaded.value++;
    } catch (error) {
      this.#failure.value = `A decoder could not be loaded: ${error instanceof Error ? error.message : String(error)}`;
    }
  }
}

/** What was agreed on; where the server named none, what the page wanted, if that was one thing. */
export function subprotocolOf(connection: Connection | undefined): string {
  const { selectedProtocol = '', protocols = [] } = connection?.evidence ?? {};
  return selectedProtocol || (protocols.length === 1 ? (protocols[0] ?? '') : '');
}
