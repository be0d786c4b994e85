/** A request that may still be answered. */
export interface OpenRequest {
  readonly row: number;
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
}

/** Requests of all connections that are remembered; the oldest are given up. */
const MAX_OPEN = 10_000;
/** Characters of an id that count. */
const MAX_ID = 200;

/** The requests that replies are looked for among. */
export class OpenRequests {
  readonly #open = new Map<string, OpenRequest>();

  /** One with the same id is over. */
  add(key: string, request: OpenRequest): void {
    const short = key.slice(0, MAX_ID);
    this.#open.delete(short);
    this.#open.set(short, request);
    if (this.#open.size <= MAX_OPEN) return;
    const oldest = this.#open.keys().next().value;
    if (oldest !== undefined) this.#open.delete(oldest);
  }

  /** It stays, since some requests have several replies. */
  find(key: string): OpenRequest | undefined {
    return this.#open.get(key.slice(0, MAX_ID));
  }

  clear(): void {
    this.#open.clear();
  }
}
