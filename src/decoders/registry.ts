import type { Decoder, Payload } from './decoder.ts';
import { PROTOCOLS } from './protocols/protocols.ts';

/** A binary layout in the project's own language, or a protobuf schema. */
export type SchemaKind = 'layout' | 'proto';

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
  /** The kind of schema of the person's own that it cannot do without. */
  readonly schema?: SchemaKind;
  readonly load: () => Promise<{ readonly decoder: Decoder }>;
}

/** In the order of asking: what is special before what is general. */
export const DECODERS: readonly DecoderEntry[] = [
  ...PROTOCOLS,
  { id: 'image', name: 'Image', mayBe: beginsAsImage, load: () => import('./formats/image.ts') },
  {
    id: 'compressed',
    name: 'gzip, zlib, deflate',
    mayBe: beginsAsCompressed,
    load: () => import('./formats/compressed.ts'),
  },
  { id: 'messagepack', name: 'MessagePack', mayBe: isBinary, load: () => import('./formats/messagepack.ts') },
  { id: 'cbor', name: 'CBOR', mayBe: isBinary, load: () => import('./formats/cbor.ts') },
  {
    id: 'protobuf',
    name: 'protobuf without its schema',
    mayBe: beginsAsProtobuf,
    load: () => import('./formats/protobuf.ts'),
  },
  { id: 'layout', name: 'Your layout', schema: 'layout', load: () => import('./formats/layout.ts') },
  {
    id: 'proto',
    name: 'protobuf with your schema',
    schema: 'proto',
    load: () => import('./formats/proto.ts'),
  },
  { id: 'json', name: 'JSON', mayBe: beginsAsJson, load: () => import('./formats/json.ts') },
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

/** RFC 1952, 2.3.1, and RFC 1950, 2.2. */
function beginsAsCompressed({ bytes, isText }: Payload): boolean {
  const [first = 0, second = 0] = bytes;
  return !isText && ((first === 0x1f && second === 0x8b) || (first & 0x8f) === 8) && bytes.length > 5;
}

/** The first byte of each format in `image.ts`; AVIF begins with the length of its first box. */
function beginsAsImage({ bytes: [first = -1], isText }: Payload): boolean {
  return !isText && [0x89, 0xff, 0x47, 0x52, 0x42, 0x00].includes(first);
}

/** A tag: a field number from 1 on, and one of the wire types that are in use. */
function beginsAsProtobuf({ bytes: [first = 0], isText }: Payload): boolean {
  return !isText && first >> 3 > 0 && [0, 1, 2, 5].includes(first & 7);
}
