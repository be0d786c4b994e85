import type { Decoder } from './decoder.ts';
import { decoderEntry } from './registry.ts';

/** The decoders whose code is here, so that decoding itself need not wait. */
export class LoadedDecoders {
  readonly #loaded = new Map<string, Decoder>();
  readonly #loading = new Map<string, Promise<void>>();

  get(id: string): Decoder | undefined {
    return this.#loaded.get(id);
  }

  /** Loads those that are not here yet. Rejects where one cannot be; it is tried anew the next time. */
  async load(ids: Iterable<string>): Promise<void> {
    await Promise.all(Array.from(ids, (id) => this.#load(id)));
  }

  #load(id: string): Promise<void> {
    const entry = decoderEntry(id);
    if (!entry || this.#loaded.has(id)) return Promise.resolve();
    const loading =
      this.#loading.get(id) ??
      entry
        .load()
        .then(({ decoder }) => void this.#loaded.set(id, decoder))
        .finally(() => this.#loading.delete(id));
    this.#loading.set(id, loading);
    return loading;
  }
}
