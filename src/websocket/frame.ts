/** From the page's view: `sent` left the page, `received` reached it. */
export type Direction = 'sent' | 'received';

/** The two data opcodes of RFC 6455 §5.6 that a page's API can show: 0x1 text, 0x2 binary. */
export type PayloadType = 'text' | 'binary';

/** What a frame is by its opcode (RFC 6455 §11.8); `reserved` where that gives it no meaning. */
export type FrameType = PayloadType | 'continuation' | 'close' | 'ping' | 'pong' | 'reserved';

/** RFC 6455 §5.2: what only a witness of the wire knows of a frame. */
export interface FrameHeader {
  readonly fin: boolean;
  readonly rsv1: boolean;
  readonly rsv2: boolean;
  readonly rsv3: boolean;
  /** 0 to 15. */
  readonly opcode: number;
  readonly masked: boolean;
  /** 32 bits, as they stand in the header; 0 where the frame is not masked. */
  readonly maskingKey: number;
  /** Length in bytes of the payload as the header says it, compressed or not. 2³²−1 for that and more. */
  readonly payloadLength: number;
}

const TYPES: Readonly<Record<number, FrameType>> = {
  0x0: 'continuation',
  0x1: 'text',
  0x2: 'binary',
  0x8: 'close',
  0x9: 'ping',
  0xa: 'pong',
};

export function frameTypeOf(opcode: number): FrameType {
  return TYPES[opcode] ?? 'reserved';
}
