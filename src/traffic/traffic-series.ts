import type { Direction } from '../websocket/frame.ts';

/** Buckets of a series at most; one more makes all of them twice as wide. */
export const MAX_BUCKETS = 2000;
/** Width of the first buckets in milliseconds. */
const FIRST_WIDTH = 250;

/** Adds the value of one bucket to that of another. */
type Merge = (into: number, value: number) => number;
const sum: Merge = (into, value) => into + value;
const most: Merge = (into, value) => Math.max(into, value);

class Column {
  values = new Float64Array(MAX_BUCKETS);
  readonly #merge: Merge;

  constructor(merge: Merge) {
    this.#merge = merge;
  }

  add(bucket: number, value: number): void {
    this.values[bucket] = this.#merge(this.values[bucket] ?? 0, value);
  }

  /** Moves each bucket to where `place` says; those that meet become one. */
  move(length: number, place: (bucket: number) => number): void {
    const before = this.values;
    this.values = new Float64Array(MAX_BUCKETS);
    for (let i = 0; i < length; i++) this.add(place(i), before[i] ?? 0);
  }
}

/** Values of which each bucket keeps how many there were, their sum and the greatest. */
class Measure {
  readonly #counts = new Column(sum);
  readonly #sums = new Column(sum);
  readonly #greatest = new Column(most);
  readonly columns: readonly Column[] = [this.#counts, this.#sums, this.#greatest];

  add(bucket: number, value: number): void {
    this.#counts.add(bucket, 1);
    this.#sums.add(bucket, value);
    this.#greatest.add(bucket, value);
  }

  count(bucket: number): number {
    return this.#counts.values[bucket] ?? 0;
  }

  sum(bucket: number): number {
    return this.#sums.values[bucket] ?? 0;
  }

  /** `null` where there was none. */
  mean(bucket: number): number | null {
    const count = this.count(bucket);
    return count === 0 ? null : this.sum(bucket) / count;
  }

  /** `null` where there was none. */
  greatest(bucket: number): number | null {
    return this.count(bucket) === 0 ? null : (this.#greatest.values[bucket] ?? 0);
  }
}

/** What is known of the frames that went one way. */
interface Way {
  /** Payload lengths in bytes. */
  readonly lengths: Measure;
  /** Milliseconds since the frame before of the same connection that went the same way. */
  readonly gaps: Measure;
}

/** Traffic over time in buckets of one width, as narrow as a bounded number of them allows. */
export class TrafficSeries {
  readonly sent: Way = { lengths: new Measure(), gaps: new Measure() };
  readonly received: Way = { lengths: new Measure(), gaps: new Measure() };
  /** Milliseconds from requests to their replies, at the time of the reply. */
  readonly latencies = new Measure();
  readonly #measures = [
    this.sent.lengths,
    this.sent.gaps,
    this.received.lengths,
    this.received.gaps,
    this.latencies,
  ];
  #width = FIRST_WIDTH;
  /** Buckets from the Unix epoch to the first one here. */
  #origin = 0;
  #length = 0;

  /** Buckets that there are. */
  get length(): number {
    return this.#length;
  }

  /** Width of a bucket in milliseconds. */
  get width(): number {
    return this.#width;
  }

  /** When a bucket begins, in milliseconds since the Unix epoch. */
  start(bucket: number): number {
    return (this.#origin + bucket) * this.#width;
  }

  /**
   * @param time milliseconds since the Unix epoch
   * @param gap milliseconds since the frame before; `null` for the first one
   */
  addFrame(time: number, direction: Direction, length: number, gap: number | null): void {
    if (!Number.isFinite(time)) return;
    const bucket = this.#bucketAt(time);
    const way = this[direction];
    way.lengths.add(bucket, length);
    if (gap !== null) way.gaps.add(bucket, gap);
  }

  /** @param time that of the reply, in milliseconds since the Unix epoch */
  addLatency(time: number, latency: number): void {
    if (Number.isFinite(time)) this.latencies.add(this.#bucketAt(time), latency);
  }

  /** The bucket of a time, for which there is room afterwards. */
  #bucketAt(time: number): number {
    if (this.#length === 0) {
      this.#origin = Math.floor(time / this.#width);
      this.#length = 1;
    }
    for (;;) {
      const place = Math.floor(time / this.#width);
      const first = Math.min(this.#origin, place);
      const end = Math.max(this.#origin + this.#length, place + 1);
      if (end - first <= MAX_BUCKETS) {
        this.#reach(first, end);
        return place - first;
      }
      this.#coarsen();
    }
  }

  #reach(first: number, end: number): void {
    const shift = this.#origin - first;
    if (shift > 0) this.#move((bucket) => bucket + shift);
    this.#origin = first;
    this.#length = end - first;
  }

  #coarsen(): void {
    const before = this.#origin;
    const origin = Math.floor(before / 2);
    this.#move((bucket) => Math.floor((before + bucket) / 2) - origin);
    this.#length = Math.floor((before + this.#length - 1) / 2) - origin + 1;
    this.#origin = origin;
    this.#width *= 2;
  }

  #move(place: (bucket: number) => number): void {
    for (const { columns } of this.#measures) for (const column of columns) column.move(this.#length, place);
  }
}
