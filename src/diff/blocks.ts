/** A run of bytes that ends where its content says so: an insertion moves the blocks behind it but does not change them. */
export interface Block {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly hash: number;
}

/** Blocks of a comparison, about. */
const BLOCKS = 4096;
const SMALLEST = 32;

/**
 * Cuts bytes into blocks by a rolling hash (content-defined chunking).
 * @param longest the length of the longer side of the comparison, from which both get blocks of the same size
 */
export function blocksOf(bytes: Uint8Array, start: number, end: number, longest: number): Block[] {
  const size = Math.max(SMALLEST, 2 ** Math.ceil(Math.log2(longest / BLOCKS)));
  const mask = size - 1;
  const blocks: Block[] = [];
  let from = start;
  let rolling = 0;
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    // Each step doubles what came before, so a byte is forgotten after 32 of them.
    rolling = ((rolling << 1) + Math.imul(byte + 1, 0x9e3779b1)) | 0;
    hash = Math.imul(hash ^ byte, 0x01000193);
    const length = at + 1 - from;
    const isCut = length >= size * 4 || (length >= size / 4 && ((rolling >>> 12) & mask) === 0);
    if (!isCut && at + 1 < end) continue;
    blocks.push({ bytes, start: from, end: at + 1, hash });
    from = at + 1;
    hash = 0x811c9dc5;
  }
  return blocks;
}

export function isSameBlock(one: Block, other: Block): boolean {
  const length = one.end - one.start;
  if (one.hash !== other.hash || length !== other.end - other.start) return false;
  for (let i = 0; i < length; i++) {
    if (one.bytes[one.start + i] !== other.bytes[other.start + i]) return false;
  }
  return true;
}
