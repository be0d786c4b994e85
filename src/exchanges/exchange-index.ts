import { FramesByConnection, type FrameRows } from '../decoders/connection-frames.ts';
import { decodeFrame, type FormatChoice } from '../decoders/decode-frame.ts';
import { type Exchange, type Limits, LIMITS } from '../decoders/decoder.ts';
import type { LoadedDecoders } from '../decoders/loaded-decoders.ts';
import type { Direction } from '../websocket/frame.ts';
import * as Columns from './exchange-columns.ts';
import { OpenRequests } from './open-requests.ts';

/** What of a frame's connection, and of a person's choice, says how to read it. */
export interface FrameFacts {
  readonly url: string;
  readonly subprotocol: string;
  readonly choice: FormatChoice | undefined;
}

/** Rows in which messages are looked for. */
export interface ExchangeRows extends FrameRows {
  marker(row: number): unknown;
}

/** The frame that asked, or the first that answered. */
export interface Partner {
  readonly row: number;
  readonly isReply: boolean;
  /** From the request to the reply, in milliseconds. */
  readonly latency: number;
  /** The reply says that the request failed. */
  readonly isError: boolean;
}

/** Frames of a connection after which it is taken for one of no protocol that has requests, replies or heartbeats. */
const SAMPLE = 32;
/** Milliseconds that a payload which is still being read is waited for. */
const PATIENCE = 5_000;
/** Bounded by what is read rather than by time: a frame that is not read in time has no partner for ever. */
const SPENT: Limits = { ...LIMITS.row, nodes: 5_000, milliseconds: 500 };
/** Rows between two looks at the clock. */
const STEP = 16;

/**
 * Which frames are heartbeats, which ask, and which answer. Goes through the frames once, in slices, as they come;
 * connections whose protocol has nothing of it cost next to nothing.
 */
export class ExchangeIndex {
  readonly #rows: ExchangeRows;
  readonly #decoders: LoadedDecoders;
  readonly #factsOf: (row: number) => FrameFacts;
  readonly #columns = new Columns.ExchangeColumns();
  readonly #open = new OpenRequests();
  #frames: FramesByConnection;
  /** Frames of each connection that had nothing so far; `Infinity` once one had. */
  readonly #plain = new Map<number, number>();
  #missing: ReadonlySet<string> = new Set();
  readonly #unavailable = new Set<string>();
  #end: number;
  #heartbeats = 0;

  constructor(rows: ExchangeRows, decoders: LoadedDecoders, factsOf: (row: number) => FrameFacts) {
    this.#rows = rows;
    this.#decoders = decoders;
    this.#factsOf = factsOf;
    this.#frames = new FramesByConnection(rows);
    this.#end = rows.firstRow;
  }

  /** Heartbeats that were seen, those of dropped rows too. */
  get heartbeats(): number {
    return this.#heartbeats;
  }

  /** One more than the last row that was looked at. */
  get end(): number {
    return this.#end;
  }

  /** Decoders that have to be loaded before it goes on. */
  get missing(): ReadonlySet<string> {
    return this.#missing;
  }

  /** `null` where the row was not looked at yet. */
  isHeartbeat(row: number): boolean | null {
    if (row >= this.#end) return null;
    return (this.#columns.flags(row) & Columns.Heartbeat) !== 0;
  }

  /** `null` where there is none, or none yet. */
  partnerOf(row: number): Partner | null {
    const other = this.#columns.partner(row);
    if (other === null || other < this.#rows.firstRow) return null;
    const isReply = other < row;
    const [asked, answered] = isReply ? [other, row] : [row, other];
    return {
      row: other,
      isReply,
      latency: this.#rows.time(answered) - this.#rows.time(asked),
      isError: (this.#columns.flags(answered) & Columns.Failed) !== 0,
    };
  }

  /** Whether a frame asks for a reply. */
  isRequest(row: number): boolean {
    return (this.#columns.flags(row) & Columns.Request) !== 0;
  }

  /** Decoders that cannot be had: what they would read counts as without exchanges. */
  doWithout(ids: Iterable<string>): void {
    for (const id of ids) this.#unavailable.add(id);
    this.#missing = new Set();
  }

  /** Begins anew, since rows came back or are read otherwise now. */
  restart(): void {
    this.#columns.clear();
    this.#open.clear();
    this.#plain.clear();
    this.#frames = new FramesByConnection(this.#rows);
    this.#missing = new Set();
    this.#heartbeats = 0;
    this.#end = this.#rows.firstRow;
  }

  /**
   * Looks at rows it has not seen, until a time.
   * @param deadline in milliseconds of `performance.now()`
   * @returns whether it is level, or can do nothing before what is {@link missing} has come
   */
  advance(deadline: number): boolean {
    this.#missing = new Set();
    this.#end = Math.max(this.#end, this.#rows.firstRow);
    this.#columns.dropBefore(this.#rows.firstRow);
    for (let seen = 1; this.#end < this.#rows.endRow; seen++) {
      if (!this.#look(this.#end)) return true;
      this.#end++;
      if (seen % STEP === 0 && performance.now() > deadline) return this.#end >= this.#rows.endRow;
    }
    return true;
  }

  /** @returns whether the row is done with */
  #look(row: number): boolean {
    if (this.#rows.marker(row)) return true;
    const connection = this.#rows.connection(row);
    const type = this.#rows.type(row);
    const direction = this.#rows.direction(row);
    if (type === 'ping' || type === 'pong') {
      this.#take(row, [{ role: 'heartbeat' }, controlExchange(type, this.#rows.payload(row))], direction);
      return true;
    }
    const plain = this.#plain.get(connection) ?? 0;
    if ((type !== 'text' && type !== 'binary') || plain === SAMPLE) return true;
    if (this.#rows.isPending(row)) return Date.now() - this.#rows.time(row) > PATIENCE;
    const exchanges = this.#exchangesOf(row, type === 'text', direction);
    if (exchanges === null) return false;
    this.#plain.set(connection, exchanges.length > 0 ? Infinity : plain + 1);
    this.#take(row, exchanges, direction);
    return true;
  }

  /** @returns `null` where a decoder is missing */
  #exchangesOf(row: number, isText: boolean, direction: Direction): readonly Exchange[] | null {
    const bytes = this.#rows.payload(row);
    const found = decodeFrame(
      { bytes, isText, isCut: bytes.length < this.#rows.length(row) },
      {
        ...this.#factsOf(row),
        direction,
        limits: SPENT,
        row,
        frames: this.#frames.around(row),
        schema: () => undefined,
        isEnvelopeOnly: true,
      },
      this.#decoders,
    );
    if (found.state === 'loading') {
      this.#missing = new Set([...found.ids].filter((id) => !this.#unavailable.has(id)));
      return this.#missing.size > 0 ? null : [];
    }
    return found.decoding.outcome === 'decoded' ? (found.decoding.exchanges ?? []) : [];
  }

  #take(row: number, exchanges: readonly Exchange[], direction: Direction): void {
    const connection = this.#rows.connection(row);
    for (const exchange of exchanges) {
      switch (exchange.role) {
        case 'heartbeat':
          // A ping and its pong in one frame are one heartbeat of the list.
          if ((this.#columns.flags(row) & Columns.Heartbeat) === 0) this.#heartbeats++;
          this.#columns.addFlags(row, Columns.Heartbeat);
          break;
        case 'request':
          this.#columns.addFlags(row, Columns.Request);
          this.#open.add(`${connection} ${direction} ${exchange.id}`, { row, time: this.#rows.time(row) });
          break;
        case 'reply':
          this.#reply(row, exchange, `${connection} ${opposite(direction)} ${exchange.id}`);
          break;
        case 'event':
        case 'handshake':
      }
    }
  }

  #reply(row: number, { isError }: Extract<Exchange, { role: 'reply' }>, key: string): void {
    this.#columns.addFlags(row, Columns.Reply | (isError ? Columns.Failed : 0));
    const request = this.#open.find(key);
    if (!request) return;
    if (this.#columns.partner(row) === null) this.#columns.setPartner(row, request.row);
    if (this.#columns.partner(request.row) === null) this.#columns.setPartner(request.row, row);
  }
}

function opposite(direction: Direction): Direction {
  return direction === 'sent' ? 'received' : 'sent';
}

/** RFC 6455, 5.5.3: a pong has the payload of the ping it answers. */
function controlExchange(type: 'ping' | 'pong', payload: Uint8Array): Exchange {
  const id = `ping ${payload.join(' ')}`;
  return type === 'ping' ? { role: 'request', id } : { role: 'reply', id };
}
