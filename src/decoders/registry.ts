import type { Decoder, Payload } from './decoder.ts';
import { PROTOCOLS } from './protocols.ts';

/** A decoder as it is known before it is loaded. */
export interface DecoderEntry {
  /** Stable: it is remembered, and names the format of nested payloads. */
  readonly id: string;
  /** As a person knows the format. */
  readonly name: string;
  /** Subprotocols that mean it. */
  readonly subprotocols?: RegExp;
  /**
   * Whether a look at the first bytes, and at the connection's URL, lets it be this one: cheap, and right rather too
   * often than too rarely. Without it, the format is never guessed from content.
   */
  readonly mayBe?: (payload: Payload, url: string) => boolean;
  readonly load: () => Promise<{ readonly decoder: Decoder }>;
}

/** In the order of asking: what is special before what is general. */
export const DECODERS: readonly DecoderEntry[] = [
  ...PROTOCOLS,
  { id: 'messagepack', name: 'MessagePack', mayBe: isBinary, load: () => import('./messagepack.ts') },
  { id: 'cbor', name: 'CBOR', mayBe: isBinary, load: () => import('./cbor.ts') },
  { id: 'json', name: 'JSON', mayBe: beginsAsJson, load: () => import('./json.ts') },
];

export function decoderEntry(id: string): DecoderEntry | undefined {
  return DECODERS.find((entry) => entry.id === id);
}

/** JSON is text, which some send in binary frames. */
function beginsAsJson({ bytes }: Payload): boolean {
  const at = bytes.findIndex((byte) => byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09);
  return at >= 0 && '{["-0123456789tfn'.includes(String.fromCharCode(bytes[at] ?? 0));
}

function isBinary({ isText }: Payload): boolean {
  return !isText;
}
