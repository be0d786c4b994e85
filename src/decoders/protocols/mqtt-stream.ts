import type { ConnectionFrame } from '../decoder.ts';

/** Bytes of a packet that are put together from several frames; of a longer one only its length is followed. */
const MAX_JOINED = 1024 * 1024;
/** Bytes of the fixed header at most: type, and a remaining length of up to four (MQTT 5, 1.5.5). */
const MAX_HEADER = 5;
const NOTHING = new Uint8Array(0);

/** A packet of which some bytes have come. A chain, so that each frame adds to it without a copy. */
export interface OpenPacket {
  readonly before: OpenPacket | null;
  readonly bytes: Uint8Array;
  /** Tells the type. */
  readonly firstByte: number;
  /** Bytes so far. */
  readonly size: number;
  /** Bytes of the whole packet; `null` until its header is complete. */
  readonly length: number | null;
}

/** What a frame completed. */
export interface Completed {
  readonly packets: readonly Uint8Array[];
  /** Lengths of packets that were too long to keep. */
  readonly tooLong: readonly number[];
  readonly open: OpenPacket | null;
  /** Set where the bytes are no MQTT: the offset in the frame of the packet that cannot be. */
  readonly brokenAt?: number;
}

/** @returns the length of the packet that begins at an offset; `null` if more is needed, -1 if it cannot be */
function packetLength(bytes: Uint8Array, at: number): number | null {
  let remaining = 0;
  for (let i = 1; i < MAX_HEADER; i++) {
    const byte = bytes[at + i];
    if (byte === undefined) return null;
    remaining += (byte & 0x7f) * 128 ** (i - 1);
    if (byte < 0x80) return 1 + i + remaining;
  }
  return -1;
}

/** MQTT 5, 6: packets are not aligned on frames. Puts together what the frames of one direction carry. */
export function takeFrame(open: OpenPacket | null, frame: Uint8Array): Completed {
  const packets: Uint8Array[] = [];
  const tooLong: number[] = [];
  let at = 0;
  let current = open;
  if (current && current.length === null) {
    const joined = join(current, frame);
    // So short that the copy costs nothing, and then the frame is read as if it had all of it.
    const { size } = current;
    const again = takeFrame(null, joined);
    return again.brokenAt === undefined ? again : { ...again, brokenAt: Math.max(0, again.brokenAt - size) };
  }
  if (current) {
    const length = current.length ?? 0;
    const missing = length - current.size;
    const part = frame.subarray(0, missing);
    const size = current.size + part.length;
    const isKept = length <= MAX_JOINED;
    if (part.length < missing) {
      const { firstByte } = current;
      const kept = isKept ? { before: current, bytes: part } : { before: null, bytes: NOTHING };
      return { packets, tooLong, open: { ...kept, firstByte, size, length } };
    }
    if (isKept) packets.push(join(current, part));
    else tooLong.push(length);
    at = missing;
    current = null;
  }
  while (at < frame.length) {
    const length = packetLength(frame, at);
    if (length === -1) return { packets, tooLong, open: null, brokenAt: at };
    const bytes = frame.subarray(at);
    if (length === null || length > bytes.length) {
      const firstByte = bytes[0] ?? 0;
      return { packets, tooLong, open: { before: null, bytes, firstByte, size: bytes.length, length } };
    }
    packets.push(bytes.subarray(0, length));
    at += length;
  }
  return { packets, tooLong, open: null };
}

export function openAfter(open: OpenPacket | null, { bytes }: ConnectionFrame): OpenPacket | null {
  return takeFrame(open, bytes).open;
}

function join(open: OpenPacket, last: Uint8Array): Uint8Array {
  const parts: Uint8Array[] = [last];
  for (let part: OpenPacket | null = open; part; part = part.before) parts.push(part.bytes);
  parts.reverse();
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
