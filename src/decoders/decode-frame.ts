import { NO_FRAMES } from './connection-frames.ts';
import type { DecodeContext, Decoding, Part, Payload, Reason } from './decoder.ts';
import { detectFormat, type Detected } from './detect-format.ts';
import type { LoadedDecoders } from './loaded-decoders.ts';
import { decoderEntry, DECODERS } from './registry.ts';
import { shorten } from './values/summary.ts';
import type { PayloadValue } from './values/value.ts';

/** What a person chose for a connection, instead of what is found by itself. */
export interface FormatChoice {
  /** Id of a decoder; empty for none, to see the bytes as they are. */
  readonly decoder: string;
  readonly option?: string;
}

/** All that is known of a frame before its format is. */
export type FrameContext = Omit<DecodeContext, 'reason' | 'option' | 'nest'> & {
  readonly choice?: FormatChoice | undefined;
  /** Set to read what carries a payload and not the payload, unless it says itself what that is. */
  readonly isEnvelopeOnly?: boolean;
};

export type FrameDecoding =
  | {
      readonly state: 'done';
      /** Id of the decoder, `null` where none fits. */
      readonly format: string | null;
      readonly reason: Reason;
      readonly decoding: Decoding;
    }
  /** These have to be loaded first; then ask again. */
  | { readonly state: 'loading'; readonly ids: ReadonlySet<string> };

/** Payloads in payloads in payloads … */
const MAX_NESTED = 8;

/** Decodes a frame by the format that was chosen, else by its subprotocol, else by its content. Throws nothing. */
export function decodeFrame(payload: Payload, frame: FrameContext, decoders: LoadedDecoders): FrameDecoding {
  const work = new FrameWork(decoders);
  const found = work.decode(payload, frame, frame.choice, 0);
  return work.missing.size > 0 ? { state: 'loading', ids: work.missing } : { state: 'done', ...found };
}

class FrameWork {
  readonly missing = new Set<string>();
  readonly #decoders: LoadedDecoders;
  /** When what a frame has inside must have been read; each look at a frame has its own time. */
  #until = 0;

  constructor(decoders: LoadedDecoders) {
    this.#decoders = decoders;
  }

  decode(payload: Payload, frame: FrameContext, choice: FormatChoice | undefined, depth: number): Detected {
    const nest = (part: Part) => this.#nest(part, frame, depth + 1);
    const run = (id: string, reason: Reason, part = payload, option = choice?.option) => {
      if (depth === 0) this.#until = Date.now() + frame.limits.milliseconds;
      return this.#run(id, part, contextOf(frame, reason, option, nest));
    };
    if (choice) {
      const reason = depth > 0 ? 'envelope' : 'hand';
      return { format: choice.decoder || null, reason, decoding: run(choice.decoder, reason) };
    }
    if (depth === 0 && frame.subprotocol !== '') {
      for (const { id, subprotocols } of DECODERS) {
        if (!subprotocols?.test(frame.subprotocol)) continue;
        const decoding = run(id, 'subprotocol');
        if (decoding.outcome !== 'not-mine') return { format: id, reason: 'subprotocol', decoding };
      }
    }
    const isComplete = () => this.missing.size === 0;
    return detectFormat(payload, frame, (id, part) => run(id, 'content', part), isComplete);
  }

  #run(id: string, payload: Payload, context: DecodeContext): Decoding {
    if (!decoderEntry(id)) return { outcome: 'not-mine' };
    const decoder = this.#decoders.get(id);
    if (decoder) return decoder.decode(payload, context);
    this.missing.add(id);
    return { outcome: 'not-mine' };
  }

  #nest(part: Part, frame: FrameContext, depth: number): PayloadValue {
    const { bytes, isText, start, end, type } = part;
    const plain: PayloadValue = {
      kind: 'payload',
      bytes,
      isText,
      summary: isText
        ? JSON.stringify(shorten(new TextDecoder().decode(bytes.subarray(0, 160)), 40))
        : countOf(bytes),
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
      ...(type !== undefined && { type }),
    };
    const milliseconds = this.#until - Date.now();
    if (bytes.length === 0 || (frame.isEnvelopeOnly && part.format === undefined)) return plain;
    if (depth > MAX_NESTED) return { ...plain, problem: 'not opened: it is nested too deep' };
    if (milliseconds <= 0) return { ...plain, problem: 'not opened: the rest took too long' };
    const choice = part.format === undefined ? undefined : { decoder: part.format, ...optionOf(part.option) };
    const { choice: _, ...around } = frame;
    const inner = { ...around, limits: { ...frame.limits, milliseconds }, frames: NO_FRAMES, row: -1 };
    const { format, decoding } = this.decode(part, inner, choice, depth);
    if (decoding.outcome === 'not-mine' || format === null) return plain;
    if (decoding.outcome === 'broken') {
      const problem = `broken at byte ${decoding.at}: ${decoding.why}`;
      return { ...plain, format, problem, ...(decoding.value && { value: decoding.value }) };
    }
    const { value, summary, cut } = decoding;
    return { ...plain, format, value, summary, ...(cut && { problem: `cut at byte ${cut.at}: ${cut.why}` }) };
  }
}

function contextOf(
  { choice: _, isEnvelopeOnly: __, ...frame }: FrameContext,
  reason: Reason,
  option: string | undefined,
  nest: (part: Part) => PayloadValue,
): DecodeContext {
  return { ...frame, reason, nest, ...optionOf(option) };
}

function optionOf(option: string | undefined): { readonly option?: string } {
  return option === undefined ? {} : { option };
}

function countOf(bytes: Uint8Array): string {
  return `${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}`;
}
