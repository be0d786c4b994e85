import type { FrameHeader } from '../websocket/frame.ts';

/** What is known of a chunk's frames besides, where they were seen on the wire: one entry a frame in each column. */
export interface WireColumns {
  /** {@link packHeader} */
  readonly header: Uint16Array;
  /** Payload bytes on the wire, compressed or not. */
  readonly payloadLength: Uint32Array;
  /** The masking key as a number; 0 where the frame is not masked. */
  readonly maskingKey: Uint32Array;
  /** How a frame breaks RFC 6455, in words, by its place in the chunk; most do not. */
  readonly violations: ReadonlyMap<number, readonly string[]>;
}

/** The bit that a packed header always has, so that 0 is none. */
const PRESENT = 0x200;
const MASK = 0x100;

/** The first byte of the frame's header as it is on the wire (RFC 6455 §5.2), and above it whether it is masked. */
export function packHeader(
  header: Pick<FrameHeader, 'fin' | 'rsv1' | 'rsv2' | 'rsv3' | 'opcode' | 'masked'>,
): number {
  const { fin, rsv1, rsv2, rsv3, opcode, masked } = header;
  return (
    PRESENT |
    (masked ? MASK : 0) |
    (fin ? 0x80 : 0) |
    (rsv1 ? 0x40 : 0) |
    (rsv2 ? 0x20 : 0) |
    (rsv3 ? 0x10 : 0) |
    (opcode & 0x0f)
  );
}

/** @returns `undefined` for 0, which no frame of the wire has */
export function unpackHeader(packed: number): Omit<FrameHeader, 'maskingKey' | 'payloadLength'> | undefined {
  if (packed === 0) return undefined;
  return {
    fin: (packed & 0x80) !== 0,
    rsv1: (packed & 0x40) !== 0,
    rsv2: (packed & 0x20) !== 0,
    rsv3: (packed & 0x10) !== 0,
    opcode: packed & 0x0f,
    masked: (packed & MASK) !== 0,
  };
}
