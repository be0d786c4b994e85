import type { DecodeContext, Decoded, Decoding, Payload } from './decoder.ts';
import type { Value } from './values/value.ts';

class Stop extends Error {
  readonly at: number;
  readonly isCut: boolean;
  constructor(at: number, why: string, isCut: boolean) {
    super(why);
    this.at = at;
    this.isCut = isCut;
  }
}

/** Values between two looks at the clock. */
const CLOCK_STRIDE = 256;

/** Spends the limits of one decoding. Its methods end the decoding by throwing, which `readingOf` turns into a result. */
export class Reading {
  /** What was read so far. Set it before reading what is in it, and fill it in place: it is all that a failure leaves. */
  root: Value | null = null;
  readonly #context: DecodeContext;
  readonly #until: number;
  #nodes = 0;
  #depth = 0;

  constructor(context: DecodeContext) {
    this.#context = context;
    this.#until = Date.now() + context.limits.milliseconds;
  }

  /** Call it for each value, with the offset of its first byte. */
  node(at: number): void {
    this.#nodes++;
    if (this.#nodes > this.#context.limits.nodes) {
      throw new Stop(at, `more than ${this.#context.limits.nodes.toLocaleString('en-US')} values`, true);
    }
    if (this.#nodes % CLOCK_STRIDE === 0) this.clock(at);
  }

  /** Call it now and then where many bytes make few values. */
  clock(at: number): void {
    if (Date.now() > this.#until) throw new Stop(at, 'it took too long', true);
  }

  /** Call it on the way into what holds others, and {@link leave} on the way out. */
  enter(at: number): void {
    this.#depth++;
    if (this.#depth > this.#context.limits.depth) {
      throw new Stop(at, `nested deeper than ${this.#context.limits.depth}`, true);
    }
  }

  leave(): void {
    this.#depth--;
  }

  /** Ends the decoding: the byte at this offset cannot be. */
  broken(at: number, why: string): never {
    throw new Stop(at, why, false);
  }

  /** Ends the decoding: going on would take more than `limits` allow. */
  cut(at: number, why: string): never {
    throw new Stop(at, why, true);
  }
}

/** What a decoder found; its value defaults to {@link Reading.root}. */
export type Found = Omit<Decoded, 'outcome' | 'value'> & { readonly value?: Value };

/**
 * Decodes under limits; nothing is thrown through.
 * @param read reads and returns what it found, or `null` where the payload is of another format
 * @param summarise gives the line for a value of which reading was cut
 */
export function readingOf(
  payload: Payload,
  context: DecodeContext,
  read: (reading: Reading) => Found | null,
  summarise: (value: Value) => string,
): Decoding {
  const reading = new Reading(context);
  try {
    const found = read(reading);
    const value = found?.value ?? reading.root;
    return found && value ? { ...found, outcome: 'decoded', value } : { outcome: 'not-mine' };
  } catch (error) {
    const value = reading.root;
    if (!(error instanceof Stop)) {
      return { outcome: 'broken', at: 0, why: error instanceof Error ? error.message : String(error), value };
    }
    const isAtEnd = payload.isCut === true && error.at >= payload.bytes.length;
    if (value && (error.isCut || isAtEnd)) {
      const why = error.isCut ? error.message : 'the rest of the frame was not kept';
      return { outcome: 'decoded', value, summary: summarise(value), cut: { at: error.at, why } };
    }
    return { outcome: 'broken', at: error.at, why: error.message, value };
  }
}
