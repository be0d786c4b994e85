const ROWS = 4_096;

/** Bits of what a row is to others. */
export const Heartbeat = 1;
export const Request = 2;
export const Reply = 4;
export const Failed = 8;

interface Segment {
  readonly flags: Uint8Array;
  /** One more than the number of the other row, in 32 bits; 0 for none. */
  readonly partners: Uint32Array;
}

/** What is known of each row, five bytes for each; nothing for stretches where nothing is. */
export class ExchangeColumns {
  readonly #segments = new Map<number, Segment>();

  flags(row: number): number {
    return this.#segments.get(Math.floor(row / ROWS))?.flags[row % ROWS] ?? 0;
  }

  addFlags(row: number, flags: number): void {
    const segment = this.#segmentOf(row);
    segment.flags[row % ROWS] = (segment.flags[row % ROWS] ?? 0) | flags;
  }

  /** The row that asked or answered; `null` for none. */
  partner(row: number): number | null {
    const stored = this.#segments.get(Math.floor(row / ROWS))?.partners[row % ROWS] ?? 0;
    return stored === 0 ? null : stored - 1;
  }

  setPartner(row: number, partner: number): void {
    this.#segmentOf(row).partners[row % ROWS] = partner + 1;
  }

  /** Forgets what lies wholly before a row. */
  dropBefore(row: number): void {
    const first = Math.floor(row / ROWS);
    // In ascending order, since rows are looked at in that order.
    for (const number of this.#segments.keys()) {
      if (number >= first) return;
      this.#segments.delete(number);
    }
  }

  clear(): void {
    this.#segments.clear();
  }

  #segmentOf(row: number): Segment {
    const number = Math.floor(row / ROWS);
    let segment = this.#segments.get(number);
    if (!segment) {
      segment = { flags: new Uint8Array(ROWS), partners: new Uint32Array(ROWS) };
      this.#segments.set(number, segment);
    }
    return segment;
  }
}
