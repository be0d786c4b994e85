/**
 * Bits of a frame's flags where a relay saw the frame itself (RFC 6455 §5.2). The lowest bits are those of
 * `frame-flag.ts`: `Sent` means from client to server, `Binary` also marks the continuations of a binary message.
 */

/** Set on every frame of a relay, on none of a page: the bits below mean something. */
export const OnWire = 1 << 4;
/** Where the four bits of the opcode begin. */
export const OPCODE_SHIFT = 8;
export const Fin = 1 << 12;
export const Rsv1 = 1 << 13;
export const Rsv2 = 1 << 14;
export const Rsv3 = 1 << 15;
export const Masked = 1 << 16;
/** The stored bytes, and `length`, are what permessage-deflate made of the payload (RFC 7692). */
export const Inflated = 1 << 17;
/** A `violation` event names this frame. */
export const Violating = 1 << 18;
/** The connection ended within its payload: `wireLength` is what its header said, `length` what came. */
export const Incomplete = 1 << 19;

/** The opcode of a frame: 0x0 continuation, 0x1 text, 0x2 binary, 0x8 close, 0x9 ping, 0xA pong. */
export function opcodeOf(flags: number): number {
  return (flags >> OPCODE_SHIFT) & 0xf;
}
