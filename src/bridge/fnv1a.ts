const { imul } = Math;

/**
 * FNV-1a in 32 bits: tells whether two payloads were the same, of which only the beginnings are kept.
 * @param length given, since a page may have changed what an array says of itself
 * @param hash of what comes before
 */
export function fnv1a(bytes: Uint8Array, length: number, hash = 0x811c9dc5): number {
  for (let i = 0; i < length; i++) hash = imul(hash ^ (bytes[i] ?? 0), 0x01000193);
  return hash >>> 0;
}
