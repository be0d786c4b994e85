import type { Direction, FrameType } from '../websocket/frame.ts';
import type { ConnectionFrame, ConnectionFrames } from './decoder.ts';

/** What is asked of a frame store. */
export interface FrameRows {
  readonly firstRow: number;
  readonly endRow: number;
  connection(row: number): number;
  direction(row: number): Direction;
  type(row: number): FrameType;
  time(row: number): number;
  length(row: number): number;
  payload(row: number): Uint8Array;
  isPending(row: number): boolean;
  /** Of frames that were seen on the wire, where a message may come in several. */
  header?(row: number): { readonly fin: boolean } | undefined;
}

/** Oldest rows that are remembered of each connection. */
const MAX_FIRST = 64;
/** Rows of other connections that are passed over at most. */
const MAX_PASSED = 50_000;

export const NO_FRAMES: ConnectionFrames = {
  first: () => [],
  before: () => [],
  between: () => [],
  isFromStart: false,
  // Nobody is to find here what another left.
  get memory() {
    return new Map<string, unknown>();
  },
};

interface Known {
  readonly firstRows: number[];
  readonly memory: Map<string, unknown>;
}

/** The frames of each connection in a store, for decoders that need those around the one they decode. */
export class FramesByConnection {
  readonly #rows: FrameRows;
  readonly #known = new Map<number, Known>();
  #seen = 0;

  constructor(rows: FrameRows) {
    this.#rows = rows;
  }

  /** The frames around a row, of its connection. */
  around(row: number): ConnectionFrames {
    this.#lookAtNew();
    const connection = this.#rows.connection(row);
    const { firstRows, memory } = this.#knownOf(connection);
    const kept = firstRows.filter((first) => first >= this.#rows.firstRow);
    const collect = (from: number, to: number, limit: number) => {
      const step = from <= to ? 1 : -1;
      const found: ConnectionFrame[] = [];
      for (let at = from; at !== to && found.length < limit; at += step) {
        if (this.#rows.connection(at) === connection && !this.#rows.isPending(at))
          found.push(this.#frame(at));
      }
      return found;
    };
    return {
      first: (limit) => {
        const rows = kept.filter((first) => first <= row && this.#hasData(first));
        return rows.slice(0, limit).map((first) => this.#frame(first));
      },
      before: (limit) => collect(row - 1, Math.max(this.#rows.firstRow, row - MAX_PASSED) - 1, limit),
      between: (after, limit) => {
        const from = Math.min(Math.max(this.#rows.firstRow, after + 1), row);
        return collect(from, Math.min(row, from + MAX_PASSED), limit);
      },
      isFromStart: firstRows.length > 0 && kept.length === firstRows.length,
      memory,
    };
  }

  #lookAtNew(): void {
    this.#seen = Math.max(this.#seen, this.#rows.firstRow);
    for (; this.#seen < this.#rows.endRow; this.#seen++) {
      const { firstRows } = this.#knownOf(this.#rows.connection(this.#seen));
      if (firstRows.length < MAX_FIRST) firstRows.push(this.#seen);
    }
  }

  #knownOf(connection: number): Known {
    const known = this.#known.get(connection) ?? { firstRows: [], memory: new Map<string, unknown>() };
    this.#known.set(connection, known);
    return known;
  }

  /** Control frames and what goes on from a frame before are no messages. */
  #hasData(row: number): boolean {
    const type = this.#rows.type(row);
    return (type === 'text' || type === 'binary') && !this.#rows.isPending(row);
  }

  #frame(row: number): ConnectionFrame {
    const bytes = this.#rows.payload(row);
    return {
      row,
      bytes,
      isText: this.#rows.type(row) === 'text',
      isCut: bytes.length < this.#rows.length(row) || this.#rows.header?.(row)?.fin === false,
      direction: this.#rows.direction(row),
      time: this.#rows.time(row),
    };
  }
}
