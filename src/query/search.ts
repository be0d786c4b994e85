import { LoadedDecoders } from '../decoders/loaded-decoders.ts';
import { type ConnectionFacts, DecodedFrames } from './decoded-frames.ts';
import { type FrameSlice, SliceReader } from './frame-slice.ts';
import { frameTest } from './frame-test.ts';
import { parseQuery } from './parser.ts';
import type { PayloadTest } from './payload-test.ts';
import type { SearchReply, SearchRequest } from './search-messages.ts';

/** What the searching thread does; it keeps no frame that it was given. */
export class Search {
  readonly #decoders = new LoadedDecoders();
  readonly #connections = new Map<number, ConnectionFacts>();
  #decoded = new DecodedFrames(this.#decoders, (id) => this.#connections.get(id));
  #test: PayloadTest = () => false;

  /** @returns `null` where there is nothing to answer */
  async answer(request: SearchRequest): Promise<SearchReply | null> {
    if (request.type === 'query') {
      this.#begin(request);
      return null;
    }
    for (const connection of request.connections) this.#connections.set(connection.id, connection);
    const { number, slice } = request;
    return { type: 'found', number, slice, matches: await this.#matches(slice) };
  }

  #begin({ text, base }: Extract<SearchRequest, { type: 'query' }>): void {
    const parsed = parseQuery(text);
    this.#decoded = new DecodedFrames(this.#decoders, (id) => this.#connections.get(id));
    const urlOf = (id: number) => this.#connections.get(id)?.url ?? '';
    this.#test =
      parsed.ok && parsed.query ? frameTest(parsed.query, { ...base, urlOf }, this.#decoded) : () => false;
  }

  async #matches(slice: FrameSlice): Promise<Uint8Array | null> {
    const test = this.#test;
    const { missing } = this.#decoded;
    const frames = new SliceReader(slice);
    const matches = new Uint8Array(slice.count);
    try {
      for (let row = 0; row < slice.count; row++) {
        const isMatch = test(frames, row);
        if (missing.size > 0) {
          await this.#decoders.load(missing);
          missing.clear();
          row--;
        } else matches[row] = isMatch ? 1 : 0;
      }
    } catch (error) {
      // Firefox ends a regular expression that needs too much of its stack.
      if (error instanceof Error && error.name === 'InternalError') return null;
      throw error;
    }
    return matches;
  }
}
