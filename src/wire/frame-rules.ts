import type { ViolationId } from '../bridge/relay-feed.ts';
import type { Direction } from '../websocket/frame.ts';
import type { ReadHeader } from './frame-reader.ts';

/** What was negotiated, as far as it decides which frames are right. */
export interface Negotiated {
  /** permessage-deflate gives RSV1 a meaning (RFC 7692 §6). */
  readonly deflate: boolean;
  /** An extension that is not known here may give the reserved bits any meaning. */
  readonly other: boolean;
}

const NONE: readonly ViolationId[] = [];

/** Checks the headers of one direction's frames, in their order, by RFC 6455 §5. */
export class FrameRules {
  readonly #direction: Direction;
  readonly #negotiated: Negotiated;
  /** Opcode of the message that has begun and not ended; 0 for none. */
  #message = 0;
  #isClosed = false;

  constructor(direction: Direction, negotiated: Negotiated) {
    this.#direction = direction;
    this.#negotiated = negotiated;
  }

  /** Whether a frame that begins with this byte, and has a mask or none as it must, does nothing wrong and is a message. */
  isPlain(firstByte: number): boolean {
    return (firstByte === 0x81 || firstByte === 0x82) && this.#message === 0 && !this.#isClosed;
  }

  /** What the frame that begins does wrong; mostly nothing. */
  check(header: ReadHeader): readonly ViolationId[] {
    const isRight =
      header.masked === (this.#direction === 'sent') && header.isMinimal && this.isPlain(header.firstByte);
    // As mostly: a whole message in one frame.
    return isRight ? NONE : this.#violations(header, header.firstByte & 0xf);
  }

  #violations({ firstByte, masked, length, isMinimal }: ReadHeader, opcode: number): ViolationId[] {
    const found: ViolationId[] = [];
    const isFinal = (firstByte & 0x80) !== 0;
    if (this.#hasStrayBits(firstByte)) found.push('reserved-bits');
    if ((opcode > 0x2 && opcode < 0x8) || opcode > 0xa) found.push('reserved-opcode');
    if (masked !== (this.#direction === 'sent')) found.push(masked ? 'masked' : 'not-masked');
    if (!isMinimal) found.push('length-not-minimal');
    if (this.#isClosed) found.push('frame-after-close');
    if (opcode >= 0x8) {
      if (length > 125) found.push('control-too-long');
      if (!isFinal) found.push('control-fragmented');
      if (opcode === 0x8) {
        this.#isClosed = true;
        if (length === 1) found.push('close-length');
      }
    } else {
      if (opcode === 0 && this.#message === 0) found.push('continuation-unexpected');
      if (opcode !== 0 && this.#message !== 0) found.push('message-interrupted');
      if (isFinal) this.#message = 0;
      else if (opcode !== 0) this.#message = opcode;
    }
    return found;
  }

  #hasStrayBits(firstByte: number): boolean {
    if ((firstByte & 0x70) === 0 || this.#negotiated.other) return false;
    // RFC 7692 §6: on the first frame of a message only.
    const opcode = firstByte & 0xf;
    const mayCompress = this.#negotiated.deflate && (opcode === 0x1 || opcode === 0x2);
    return (firstByte & (mayCompress ? 0x30 : 0x70)) !== 0;
  }
}

/** Whether an endpoint may put this code into a close frame (RFC 6455 §7.4; IANA's registry up to 1014). */
export function maySendCloseCode(code: number): boolean {
  if (code >= 3000 && code <= 4999) return true;
  return code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006;
}
