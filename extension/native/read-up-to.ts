/**
 * Reads a body.
 * @returns `null` where it is longer than that
 */
export async function readUpTo(body: Response | Blob, maxBytes: number): Promise<Uint8Array | null> {
  const stream = body instanceof Blob ? body.stream() : body.body;
  if (!stream) return new Uint8Array(0);
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel();
      return null;
    }
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
