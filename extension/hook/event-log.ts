import type { CaptureEvent } from '../../src/bridge/capture-event.ts';
import type { ObservedConnection } from './observed-connection.ts';
import { append } from './primordials.ts';

/** Characters and bytes that the events of one document may hold, roughly; the oldest of ended connections go first. */
const LOG_SIZE = 4 * 1024 * 1024;
/** What an event costs beyond its texts. */
const EVENT_OVERHEAD = 200;

/** Events in one batch at most. */
const BATCH_EVENTS = 2_000;

interface EventBatch {
  readonly events: CaptureEvent[];
  /** Number of the next event. */
  readonly next: number;
  /** Frames from this number on need events that come later. */
  readonly framesBefore: number;
}

interface Entry {
  readonly event: CaptureEvent;
  readonly connection: ObservedConnection | null;
  readonly size: number;
  next: Entry | null;
}

/** The events of a document in their order, bounded; what tells of a connection that still lives is kept. */
export class EventLog {
  #oldest: Entry | null = null;
  #newest: Entry | null = null;
  #size = 0;
  #limit = LOG_SIZE;
  #events = 0;

  /** Events recorded so far, which is the number of the next one. */
  get events(): number {
    return this.#events;
  }

  /** @param size characters and bytes that the event holds */
  record(event: CaptureEvent, connection: ObservedConnection | null, size: number): void {
    const entry: Entry = { event, connection, size: size + EVENT_OVERHEAD, next: null };
    if (this.#newest) this.#newest.next = entry;
    else this.#oldest = entry;
    this.#newest = entry;
    this.#events++;
    this.#size += entry.size;
    if (this.#size > this.#limit) this.#evict();
  }

  /** The events from a number on, up to the size of a batch. */
  read(from: number): EventBatch {
    const events: CaptureEvent[] = [];
    let left = BATCH_EVENTS;
    for (let entry = from === this.#events ? null : this.#oldest; entry; entry = entry.next) {
      const { event } = entry;
      if (event.number < from) continue;
      // What comes later may be about a frame, which must not go without it.
      if (left-- === 0) return { events, next: event.number, framesBefore: firstFrameFrom(entry) };
      append(events, event);
    }
    return { events, next: this.#events, framesBefore: Infinity };
  }

  #evict(): void {
    let before: Entry | null = null;
    for (let entry = this.#oldest; entry && this.#size > LOG_SIZE; entry = entry.next) {
      if (entry === this.#newest || (entry.connection?.alive && !('payloadOf' in entry.event))) {
        before = entry;
        continue;
      }
      if (before) before.next = entry.next;
      else this.#oldest = entry.next;
      this.#size -= entry.size;
    }
    // Where nearly all must stay, looking through it at every event would hold up the page.
    this.#limit = this.#size > LOG_SIZE ? 2 * this.#size : LOG_SIZE;
  }
}

function firstFrameFrom(start: Entry): number {
  for (let entry: Entry | null = start; entry; entry = entry.next) {
    if ('payloadOf' in entry.event) return entry.event.payloadOf;
  }
  return Infinity;
}
