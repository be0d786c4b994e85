import {
  type DecodeContext,
  type Decoded,
  type Decoder,
  type Decoding,
  NOT_MINE,
  type Payload,
} from '../decoder.ts';
import type { Value } from '../values/value.ts';

/** What a value means in a protocol that is written in JSON or MessagePack. */
export type Meaning = Pick<Decoded, 'summary' | 'exchanges' | 'likelihood'> & { readonly value?: Value };

/**
 * Reads a payload by the decoder of what a protocol is written in.
 * @param meaning says what its value means; `null` where the protocol has no such message
 */
export function decodeBy(
  inner: Decoder,
  payload: Payload,
  context: DecodeContext,
  meaning: (value: Value) => Meaning | null,
): Decoding {
  const decoding = inner.decode(payload, context);
  if (decoding.outcome === 'not-mine') return decoding;
  // What is only guessed should be whole; whoever asks for it by name is told where it is broken.
  if (decoding.outcome === 'broken') return context.reason === 'content' ? NOT_MINE : decoding;
  const meant = meaning(decoding.value);
  if (!meant) return NOT_MINE;
  const { likelihood: _, ...rest } = decoding;
  return { ...rest, ...meant };
}
