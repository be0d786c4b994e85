/** One frame as it is to be on the wire, right or wrong. */
export interface WireFrame {
  readonly fin?: boolean;
  /** RSV1 to RSV3 as three bits. */
  readonly rsv?: number;
  readonly opcode: number;
  readonly payload?: Uint8Array | string;
  /** Its first byte highest; absent for a frame without a mask. */
  readonly maskingKey?: number | undefined;
  /** Bytes of the extended length, where it is not the least. */
  readonly lengthBytes?: 0 | 2 | 8;
}

const encoder = new TextEncoder();

export function wireFrame(frame: WireFrame): Uint8Array {
  const { fin = true, rsv = 0, opcode, payload = '', maskingKey } = frame;
  const bytes = typeof payload === 'string' ? encoder.encode(payload) : payload;
  const least = bytes.length < 126 ? 0 : bytes.length < 0x10000 ? 2 : 8;
  const lengthBytes = Math.max(frame.lengthBytes ?? 0, least);
  const head = new DataView(new ArrayBuffer(2 + lengthBytes));
  head.setUint8(0, (fin ? 0x80 : 0) | (rsv << 4) | opcode);
  const short = lengthBytes === 0 ? bytes.length : lengthBytes === 2 ? 126 : 127;
  head.setUint8(1, (maskingKey === undefined ? 0 : 0x80) | short);
  if (lengthBytes === 2) head.setUint16(2, bytes.length);
  if (lengthBytes === 8) head.setBigUint64(2, BigInt(bytes.length));
  const key = new DataView(new ArrayBuffer(4));
  key.setUint32(0, maskingKey ?? 0);
  return concat(
    new Uint8Array(head.buffer),
    maskingKey === undefined ? new Uint8Array(0) : new Uint8Array(key.buffer),
    bytes.map((byte, i) => byte ^ key.getUint8(i % 4)),
  );
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** The bytes in pieces that break at these places, in any order. */
export function split(bytes: Uint8Array, places: readonly number[]): Uint8Array[] {
  const at = [0, ...places.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return at.slice(1).map((end, i) => bytes.subarray(at[i], end));
}
