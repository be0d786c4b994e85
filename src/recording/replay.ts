import * as FrameFlag from '../bridge/frame-flag.ts';
import type { ConnectionTotals, Cursor } from '../bridge/channel.ts';
import type { WireBatch, WireEvent, WireFrameChunk } from '../bridge/relay-feed.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import { fromBase64 } from './base64.ts';
import type { RecordedFrame, RecordingHead } from './recorded-entry.ts';
import { parseRecordedEntry, parseRecordingHead, type Parsed } from './recording-line.ts';

/** Frames that go into one batch. */
const BATCH_FRAMES = 4096;

/** A line that could not be read and was left out; the last one may have been cut off with its relay. */
interface UnreadableLine {
  /** From 1. */
  readonly line: number;
  readonly why: string;
}

/** A recording as it would have come from the relay's feed. */
export interface Replay {
  readonly head: RecordingHead;
  readonly batches: readonly WireBatch[];
  readonly unreadable: readonly UnreadableLine[];
}

/** Unreadable lines that are kept; all are counted. */
const MAX_UNREADABLE = 100;

/** Reads a recording line by line, so that a long one is never held as a whole. */
export class RecordingReader {
  readonly head: RecordingHead;
  readonly #unreadable: UnreadableLine[] = [];
  #unreadableCount = 0;
  #line = 1;
  #gathering = new Gathering({ event: 0, frame: 0 });

  private constructor(head: RecordingHead) {
    this.head = head;
  }

  /** @returns what is wrong where the first line is not one of a recording */
  static begin(firstLine: string): Parsed<RecordingReader> {
    const head = parseRecordingHead(firstLine);
    return head.ok ? { ok: true, value: new RecordingReader(head.value) } : head;
  }

  /** The first of them. */
  get unreadable(): readonly UnreadableLine[] {
    return this.#unreadable;
  }

  get unreadableCount(): number {
    return this.#unreadableCount;
  }

  /** Takes the next line. @returns a batch whenever there is enough for one */
  take(line: string): WireBatch | null {
    this.#line++;
    if (line.trim() === '') return null;
    const entry = parseRecordedEntry(line);
    if (!entry.ok) {
      this.#leaveOut(entry.why);
      return null;
    }
    const gathering = this.#gathering;
    if (entry.value.type === 'frame') gathering.frame(entry.value);
    else if (entry.value.type === 'totals') gathering.totals.push(entry.value);
    else if (entry.value.type === 'lost') gathering.lost(entry.value.frames, entry.value.events);
    else gathering.event(entry.value);
    return gathering.size < BATCH_FRAMES ? null : this.#batch();
  }

  /** What is left after the last line. */
  end(): WireBatch | null {
    return this.#gathering.size > 0 ? this.#batch() : null;
  }

  /** Passes over the next line. */
  skip(why: string): void {
    this.#line++;
    this.#leaveOut(why);
  }

  #leaveOut(why: string): void {
    this.#unreadableCount++;
    if (this.#unreadable.length < MAX_UNREADABLE) this.#unreadable.push({ line: this.#line, why });
  }

  #batch(): WireBatch {
    const batch = this.#gathering.batch();
    this.#gathering = new Gathering(this.#gathering.next);
    return batch;
  }
}

/**
 * Reads a whole recording.
 * @returns what is wrong with it where its first line is not one of a recording
 */
export function replay(text: string): Parsed<Replay> {
  const [first = '', ...lines] = text.split('\n');
  const begun = RecordingReader.begin(first);
  if (!begun.ok) return begun;
  const reader = begun.value;
  const batches = lines.flatMap((line) => reader.take(line) ?? []);
  const rest = reader.end();
  return {
    ok: true,
    value: { head: reader.head, batches: rest ? [...batches, rest] : batches, unreadable: reader.unreadable },
  };
}

class Gathering {
  readonly totals: ConnectionTotals[] = [];
  readonly #events: WireEvent[] = [];
  readonly #runs: RecordedFrame[][] = [];
  #next: Cursor;

  constructor(start: Cursor) {
    this.#next = start;
  }

  get next(): Cursor {
    return this.#next;
  }

  get size(): number {
    return this.#events.length + this.totals.length + this.#runs.reduce((n, run) => n + run.length, 0);
  }

  event(event: WireEvent): void {
    this.#events.push(event);
    this.#next = { ...this.#next, event: Math.max(this.#next.event, event.number + 1) };
  }

  frame(frame: RecordedFrame): void {
    if (frame.number < this.#next.frame) return;
    const run = this.#runs.at(-1);
    if (run && frame.number === this.#next.frame) run.push(frame);
    else this.#runs.push([frame]);
    this.#next = { ...this.#next, frame: frame.number + 1 };
  }

  lost(frames: number, events: number): void {
    this.#next = { event: this.#next.event + events, frame: this.#next.frame + frames };
    // What follows begins a run of its own, whatever its number.
    this.#runs.push([]);
  }

  batch(): WireBatch {
    const chunks = this.#runs.filter((run) => run.length > 0).map(chunkOf);
    return { events: this.#events, chunks, totals: this.totals, next: this.#next };
  }
}

function chunkOf(frames: readonly RecordedFrame[]): WireFrameChunk {
  const payloads = frames.map(payloadOf);
  const column = (value: (frame: RecordedFrame) => number) => Uint32Array.from(frames, value);
  const bytes = new Uint8Array(payloads.reduce((size, payload) => size + payload.length, 0));
  let at = 0;
  for (const payload of payloads) {
    bytes.set(payload, at);
    at += payload.length;
  }
  return {
    firstFrame: frames[0]?.number ?? 0,
    count: frames.length,
    connection: column(({ connection }) => connection),
    time: Float64Array.from(frames, ({ time }) => time),
    flags: column(flagsOf),
    length: column(({ length }) => length),
    wireLength: column(({ wireLength }) => wireLength),
    stored: Uint32Array.from(payloads, (payload) => payload.length),
    buffered: column(({ buffered = 0 }) => buffered),
    maskingKey: column(({ maskingKey = '0' }) => Number.parseInt(maskingKey, 16)),
    bytes,
  };
}

function payloadOf({ text, base64 }: RecordedFrame): Uint8Array {
  if (text !== undefined) return new TextEncoder().encode(text);
  return base64 === undefined ? new Uint8Array(0) : fromBase64(base64);
}

function flagsOf(frame: RecordedFrame): number {
  return (
    WireFlag.OnWire |
    (frame.opcode << WireFlag.OPCODE_SHIFT) |
    (frame.direction === 'sent' ? FrameFlag.Sent : 0) |
    (frame.isText ? 0 : FrameFlag.Binary) |
    (frame.fin ? WireFlag.Fin : 0) |
    (frame.rsv1 ? WireFlag.Rsv1 : 0) |
    (frame.rsv2 ? WireFlag.Rsv2 : 0) |
    (frame.rsv3 ? WireFlag.Rsv3 : 0) |
    (frame.maskingKey === undefined ? 0 : WireFlag.Masked) |
    (frame.inflated ? WireFlag.Inflated : 0) |
    (frame.violating ? WireFlag.Violating : 0) |
    (frame.incomplete ? WireFlag.Incomplete : 0)
  );
}
