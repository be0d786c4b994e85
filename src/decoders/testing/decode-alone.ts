import { NO_FRAMES } from '../connection-frames.ts';
import { decodeFrame, type FrameContext, type FrameDecoding } from '../decode-frame.ts';
import { LoadedDecoders } from '../loaded-decoders.ts';
import { type DecodeContext, type Decoder, type Decoding, LIMITS, type Payload } from '../decoder.ts';

/** What is known of a frame that stands alone. */
export function frameAlone(frame: Partial<FrameContext> = {}): FrameContext {
  return {
    direction: 'received',
    subprotocol: '',
    url: 'ws://localhost/',
    limits: LIMITS.view,
    row: -1,
    frames: NO_FRAMES,
    schema: () => undefined,
    ...frame,
  };
}

/** A context as a decoder gets it for a frame that stands alone; what it nests stays unread. */
export function contextWith(context: Partial<DecodeContext> = {}): DecodeContext {
  return {
    ...frameAlone(),
    reason: 'hand',
    nest: ({ bytes, isText }) => ({ kind: 'payload', bytes, isText, summary: `${bytes.length} bytes` }),
    ...context,
  };
}

/** A string becomes a text frame. */
export function payloadOf(data: string | Uint8Array | readonly number[]): Payload {
  if (typeof data === 'string') return { bytes: new TextEncoder().encode(data), isText: true };
  return { bytes: data instanceof Uint8Array ? data : Uint8Array.from(data), isText: false };
}

export function decodeAlone(
  decoder: Decoder,
  data: string | Uint8Array | readonly number[],
  context: Partial<DecodeContext> = {},
): Decoding {
  return decoder.decode(payloadOf(data), contextWith(context));
}

/** Decodes a frame as the panel does, with all decoders that it takes. */
export async function decodeAsFrame(
  data: string | Uint8Array | readonly number[],
  frame: FrameContext = frameAlone(),
): Promise<Extract<FrameDecoding, { state: 'done' }>> {
  const decoders = new LoadedDecoders();
  for (;;) {
    const found = decodeFrame(payloadOf(data), frame, decoders);
    if (found.state === 'done') return found;
    await decoders.load(found.ids);
  }
}
