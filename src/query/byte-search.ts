/** Whether a text is in the bytes from `start` to `end`, which are UTF-8. */
export type ByteSearch = (bytes: Uint8Array, start: number, end: number) => boolean;

const decoder = new TextDecoder();

/**
 * Looks for a text, whatever the case of its letters. ASCII is looked for in the bytes as they are (Boyer, Moore and
 * Horspool's search, which skips most of them); other letters may have cases of different lengths, so that such a
 * text is looked for in what the bytes decode to.
 */
export function byteSearch(text: string): ByteSearch {
  if (text === '') return () => true;
  // oxlint-disable-next-line no-control-regex
  if (!/^[\x00-\x7f]+$/.test(text)) {
    const needle = text.toLowerCase();
    return (bytes, start, end) => decoder.decode(bytes.subarray(start, end)).toLowerCase().includes(needle);
  }
  const needle = Uint8Array.from(text, (character) => FOLDED[character.charCodeAt(0)] ?? 0);
  const last = needle.length - 1;
  const skip = new Uint16Array(256).fill(Math.min(needle.length, 0xffff));
  for (let i = 0; i < last; i++) {
    const distance = Math.min(last - i, 0xffff);
    const byte = needle[i] ?? 0;
    skip[byte] = distance;
    skip[upper(byte)] = distance;
  }
  const lastByte = needle[last] ?? 0;
  return (bytes, start, end) => {
    for (let i = start + last; i < end; ) {
      const byte = bytes[i] ?? 0;
      if (FOLDED[byte] === lastByte) {
        let n = last - 1;
        while (n >= 0 && FOLDED[bytes[i - last + n] ?? 0] === needle[n]) n--;
        if (n < 0) return true;
      }
      i += skip[byte] ?? 1;
    }
    return false;
  };
}

/** Each byte, ASCII letters as small ones. */
const FOLDED = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte,
);

function upper(byte: number): number {
  return byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte;
}
