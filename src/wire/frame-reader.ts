/** What a header says (RFC 6455 §5.2); one and the same object for all frames of a reader. */
export interface ReadHeader {
  /** FIN, RSV1 to RSV3 and the opcode, as they are on the wire. */
  readonly firstByte: number;
  readonly masked: boolean;
  /** Its first byte highest; 0 where there is none. */
  readonly maskingKey: number;
  /** In bytes. */
  readonly length: number;
  /** Whether the length is written in as few bytes as it can be. */
  readonly isMinimal: boolean;
}

/** Told of frames as their bytes pass. */
export interface FrameSink {
  /**
   * Asked where a frame begins, before its header is read.
   * @returns where the next frame begins that is to be told of: the sink has taken those before it on its own
   */
  plainFrames(bytes: Uint8Array, from: number): number;
  frameBegan(header: ReadHeader): void;
  /** A piece of the payload as it is on the wire; nothing is called for an empty one. */
  payloadCame(bytes: Uint8Array, from: number, to: number): void;
  frameEnded(): void;
  /** The length of a frame has its highest bit set: nothing that follows can be read. */
  lengthTooLarge(): void;
}

/** The longest header: two bytes, a length of eight, a key of four. */
const MAX_HEADER = 14;

/**
 * Reads the frames of one direction as a tap: it is shown bytes in pieces of any size and keeps none but those of a
 * header that is not whole yet. It takes every sequence of bytes for frames; what is wrong with them is for others to
 * say.
 */
export class FrameReader {
  readonly #sink: FrameSink;
  readonly #header = new Uint8Array(MAX_HEADER);
  #have = 0;
  #need = 2;
  #left = 0;
  #isInPayload = false;
  #isLost = false;
  readonly #read = { firstByte: 0, masked: false, maskingKey: 0, length: 0, isMinimal: true };

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  /** Whether a header has begun that is not whole. */
  get isWithinHeader(): boolean {
    return this.#have > 0;
  }

  /** Whether the payload of a frame has begun, its header being whole, and has not ended. */
  get isWithinPayload(): boolean {
    return this.#isInPayload;
  }

  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length && !this.#isLost) {
      if (this.#isInPayload) {
        const to = Math.min(bytes.length, at + this.#left);
        this.#sink.payloadCame(bytes, at, to);
        this.#left -= to - at;
        at = to;
        if (this.#left === 0) this.#end();
        continue;
      }
      if (this.#have === 0 && bytes.length - at >= MAX_HEADER) {
        // The whole header is there for certain.
        const next = this.#sink.plainFrames(bytes, at);
        if (next > at) {
          at = next;
          continue;
        }
        const length = headerLength(bytes[at + 1] ?? 0);
        this.#begin(bytes, at, length);
        at += length;
        continue;
      }
      this.#header[this.#have++] = bytes[at++] ?? 0;
      if (this.#have === 2) this.#need = headerLength(this.#header[1] ?? 0);
      if (this.#have === this.#need) this.#begin(this.#header, 0, this.#need);
    }
  }

  #begin(bytes: Uint8Array, at: number, headerLength: number): void {
    const second = bytes[at + 1] ?? 0;
    const short = second & 0x7f;
    const read = this.#read;
    read.firstByte = bytes[at] ?? 0;
    read.masked = (second & 0x80) !== 0;
    read.maskingKey = read.masked ? integerAt(bytes, at + headerLength - 4) : 0;
    read.length = short;
    read.isMinimal = true;
    if (short === 126) {
      read.length = ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
      read.isMinimal = read.length > 125;
    } else if (short === 127) {
      read.length = integerAt(bytes, at + 2) * 2 ** 32 + integerAt(bytes, at + 6);
      read.isMinimal = read.length > 0xffff;
    }
    this.#have = 0;
    this.#need = 2;
    if (short === 127 && (bytes[at + 2] ?? 0) >= 0x80) {
      this.#isLost = true;
      return this.#sink.lengthTooLarge();
    }
    this.#sink.frameBegan(read);
    this.#left = read.length;
    this.#isInPayload = true;
    if (read.length === 0) this.#end();
  }

  #end(): void {
    this.#isInPayload = false;
    this.#sink.frameEnded();
  }
}

function headerLength(secondByte: number): number {
  const short = secondByte & 0x7f;
  return 2 + (short === 126 ? 2 : short === 127 ? 8 : 0) + (secondByte & 0x80 ? 4 : 0);
}

function integerAt(bytes: Uint8Array, at: number): number {
  const high = ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16);
  return (high | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0;
}
