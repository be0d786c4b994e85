export interface CloseFrame {
  /** 1005 where it has none (RFC 6455 §7.1.5). */
  readonly code: number;
  readonly reason: string;
}

const CLOSE = 0x8;

/** The first close frame among a server's frames (RFC 6455 §5.2), unmasked as they are; `null` as long as none is whole. */
export function findCloseFrame(bytes: Buffer): CloseFrame | null {
  let at = 0;
  while (at + 2 <= bytes.length) {
    const opcode = bytes.readUInt8(at) & 0x0f;
    const short = bytes.readUInt8(at + 1) & 0x7f;
    const lengthBytes = short === 127 ? 8 : short === 126 ? 2 : 0;
    const start = at + 2 + lengthBytes;
    if (start > bytes.length) return null;
    const length = lengthBytes === 0 ? short : Number(readLength(bytes, at + 2, lengthBytes));
    if (start + length > bytes.length) return null;
    if (opcode === CLOSE) return toClose(bytes.subarray(start, start + length));
    at = start + length;
  }
  return null;
}

function readLength(bytes: Buffer, at: number, lengthBytes: 2 | 8): bigint {
  return lengthBytes === 2 ? BigInt(bytes.readUInt16BE(at)) : bytes.readBigUInt64BE(at);
}

function toClose(payload: Buffer): CloseFrame {
  if (payload.length < 2) return { code: 1005, reason: '' };
  return { code: payload.readUInt16BE(), reason: payload.toString('utf8', 2) };
}
