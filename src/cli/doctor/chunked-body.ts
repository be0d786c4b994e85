import type { ResponseHead } from './response-head.ts';

/** The beginning of a body without the sizes that the chunked coding puts between its parts (RFC 9112 §7.1). */
export function withoutChunkSizes({ headers }: ResponseHead, body: Buffer): Buffer {
  const isChunked = headers.some(
    ({ name, value }) => name.toLowerCase() === 'transfer-encoding' && /\bchunked\b/i.test(value),
  );
  if (!isChunked) return body;
  const parts: Buffer[] = [];
  let at = 0;
  while (at < body.length) {
    const end = body.indexOf('\n', at);
    const size = end < 0 ? Number.NaN : Number.parseInt(body.toString('latin1', at, end), 16);
    if (!(size > 0)) break;
    parts.push(body.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 2;
  }
  return Buffer.concat(parts);
}
