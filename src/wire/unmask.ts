/**
 * Takes the mask off a payload in place (RFC 6455 §5.3), four bytes at once where memory allows it.
 * @param key its first byte highest
 * @param position of the first of these bytes within the payload
 */
export function unmask(bytes: Uint8Array, from: number, to: number, key: number, position: number): void {
  if (key === 0) return;
  let turned = rotate(key, position & 3);
  let at = from;
  while (at < to && ((bytes.byteOffset + at) & 3) !== 0) {
    bytes[at] = (bytes[at] ?? 0) ^ (turned >>> 24);
    turned = rotate(turned, 1);
    at++;
  }
  const words = (to - at) >>> 2;
  if (words > 0) {
    const view = wordsOf(bytes.buffer);
    const first = (bytes.byteOffset + at) >>> 2;
    // Four bytes as the machine lays them out: the first lowest, on all that browsers and Node run on.
    const word =
      (turned >>> 24) | ((turned >>> 8) & 0xff00) | ((turned << 8) & 0xff_0000) | ((turned & 0xff) << 24);
    for (let i = first; i < first + words; i++) view[i] = (view[i] ?? 0) ^ word;
    at += words * 4;
  }
  for (; at < to; at++) {
    bytes[at] = (bytes[at] ?? 0) ^ (turned >>> 24);
    turned = rotate(turned, 1);
  }
}

let newestWords: Uint32Array = new Uint32Array(0);

/** The same memory in words; payloads come one after another into the same, so the last one is kept. */
function wordsOf(buffer: ArrayBufferLike): Uint32Array {
  if (newestWords.buffer !== buffer) newestWords = new Uint32Array(buffer, 0, buffer.byteLength >>> 2);
  return newestWords;
}

/** Turns the key so that the byte at this place comes first. */
function rotate(key: number, places: number): number {
  return places === 0 ? key : (key << (8 * places)) | (key >>> (32 - 8 * places));
}
