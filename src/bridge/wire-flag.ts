/**
 * Bits of a frame's flags where a relay saw the frame itself (RFC 6455 §5.2). The lowest bits are those of
 * `frame-flag.ts`: `Sent` means from client to server, `Binary` all that is no part of a text message.
 */

/** Set on every frame of a relay, on none of a page: the bits below mean something. */
export const OnWire = 1 << 4;
/** The first byte of the frame's header begins here as it is on the wire, its lowest four bits the opcode. */
export const OPCODE_SHIFT = 8;
export const Rsv3 = 1 << 12;
export const Rsv2 = 1 << 13;
export const Rsv1 = 1 << 14;
export const Fin = 1 << 15;
export const Masked = 1 << 16;
/**
 * The stored bytes, and `length`, are those of the whole message that this frame ends, as permessage-deflate has
 * inflated it (RFC 7692). Its frames before are stored as they came.
 */
export const Inflated = 1 << 17;
/** A `violation` event names this frame, unless there were too many. */
export const Violating = 1 << 18;
/** The connection ended within its payload: `wireLength` is what its header said, `length` what came. */
export const Incomplete = 1 << 19;

/** The opcode of a frame: 0x0 continuation, 0x1 text, 0x2 binary, 0x8 close, 0x9 ping, 0xA pong. */
export function opcodeOf(flags: number): number {
  return (flags >> OPCODE_SHIFT) & 0xf;
}
