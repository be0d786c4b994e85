/** Bytes of the length before a record at most: 31 bits, seven a byte. */
const MAX_PREFIX = 5;

/**
 * Where the records of a binary SignalR message stand. @returns `null` where the lengths do not come out even
 */
export function recordsOf(bytes: Uint8Array, limit: number): readonly (readonly [number, number])[] | null {
  const records: [number, number][] = [];
  for (let at = 0; at < bytes.length && records.length < limit; ) {
    let length = 0;
    let prefix = 0;
    for (;;) {
      const byte = bytes[at + prefix];
      if (byte === undefined || prefix === MAX_PREFIX) return null;
      length += (byte & 0x7f) * 128 ** prefix;
      prefix++;
      if (byte < 0x80) break;
    }
    const start = at + prefix;
    if (length === 0 || start + length > bytes.length) return null;
    records.push([start, start + length]);
    at = start + length;
  }
  return records;
}
