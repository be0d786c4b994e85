import { FEED_BATCH_SIZE, type WireEvent } from '../bridge/relay-feed.ts';

/** Characters that the events of one relay may hold, roughly; those of connections that have ended go first. */
const BACKLOG_SIZE = 8 * 1024 * 1024;
/** What an event costs beyond its texts. */
const EVENT_OVERHEAD = 200;

interface Entry {
  readonly event: WireEvent;
  readonly size: number;
}

/** The newest events of a relay, bounded; how a connection began that still lives is kept longest. */
export class EventBacklog {
  #entries: Entry[] = [];
  #size = 0;
  #events = 0;
  readonly #isLive: (connection: number) => boolean;
  readonly #limit: number;

  /** @param limit in characters */
  constructor(isLive: (connection: number) => boolean, limit = BACKLOG_SIZE) {
    this.#isLive = isLive;
    this.#limit = limit;
  }

  /** Events recorded so far, which is the number of the next one. */
  get events(): number {
    return this.#events;
  }

  record(event: WireEvent): void {
    const size = sizeOf(event);
    this.#entries.push({ event, size });
    this.#events++;
    this.#size += size;
    if (this.#size > this.#limit) this.#evict();
  }

  /** The events from a number on, up to the size of a batch, and the number of the next one. */
  read(from: number): { readonly events: readonly WireEvent[]; readonly next: number } {
    const events: WireEvent[] = [];
    if (from >= this.#events) return { events, next: this.#events };
    let left = FEED_BATCH_SIZE;
    for (const { event, size } of this.#entries) {
      if (event.number < from) continue;
      if (left <= 0) return { events, next: event.number };
      events.push(event);
      left -= size;
    }
    return { events, next: this.#events };
  }

  /** Makes room for a while: what may go at all first, the oldest of each kind first. */
  #evict(): void {
    const aim = this.#limit * 0.75;
    const isBeginning = ({ type, connection }: WireEvent) => type !== 'violation' && this.#isLive(connection);
    for (const mayGo of [(event: WireEvent) => !isBeginning(event), () => true]) {
      this.#entries = this.#entries.filter(({ event, size }) => {
        const stays = this.#size <= aim || !mayGo(event);
        if (!stays) this.#size -= size;
        return stays;
      });
    }
  }
}

function sizeOf(event: WireEvent): number {
  const heads = 'original' in event ? event.original.bytes.length + (event.passed?.bytes.length ?? 0) : 0;
  const values = 'before' in event ? (event.before?.length ?? 0) + (event.after?.length ?? 0) : 0;
  return EVENT_OVERHEAD + heads + values;
}
