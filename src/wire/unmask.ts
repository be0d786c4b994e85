/**
 * Takes the mask off a payload in place (RFC 6455 §5.3), four bytes at once where memory allows it.
 * @param key its first byte highest
 * @param position of the first of these bytes within the payload
 */
export function unmask(bytes: Uint8Array, from: number, to: number, key: number, position: number): void {
  if (key === 0) return;
  let at = from;
  let phase = position & 3;
  const byteAt = (phase: number) => (key >>> (24 - 8 * phase)) & 0xff;
  while (at < to && ((bytes.byteOffset + at) & 3) !== 0) {
    bytes[at] = (bytes[at] ?? 0) ^ byteAt(phase);
    phase = (phase + 1) & 3;
    at++;
  }
  const words = (to - at) >>> 2;
  if (words > 0) {
    const view = new Uint32Array(bytes.buffer, bytes.byteOffset + at, words);
    // As the machine lays four bytes out: little-endian, as all that browsers and Node run on.
    const word =
      byteAt(phase) |
      (byteAt((phase + 1) & 3) << 8) |
      (byteAt((phase + 2) & 3) << 16) |
      (byteAt((phase + 3) & 3) << 24);
    for (let i = 0; i < words; i++) view[i] = (view[i] ?? 0) ^ word;
    at += words * 4;
  }
  while (at < to) {
    bytes[at] = (bytes[at] ?? 0) ^ byteAt(phase);
    phase = (phase + 1) & 3;
    at++;
  }
}
