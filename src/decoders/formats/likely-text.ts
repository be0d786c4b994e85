/** Bytes that are looked at: that nothing in so many is no text is hardly chance. */
const SAMPLE = 4096;

/** Whether bytes whose type nobody tells are likely the UTF-8 of a text: no control characters but space and line ends. */
export function isLikelyText(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, SAMPLE);
  if (sample.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return false;
  try {
    // A character may be cut in two at the end of the sample.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: sample.length < bytes.length });
    return true;
  } catch {
    return false;
  }
}
