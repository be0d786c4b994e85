import { apply } from '../primordials.ts';

const { indexOf, slice, endsWith, trimEnd, toLowerCase } = String.prototype;
const decodeBase64 = atob;
const encodeBase64 = btoa;
const encodeComponent = encodeURIComponent;

/**
 * A data: URL (RFC 2397) with more before its script.
 * @param source ASCII only
 * @returns `null` where it cannot be read
 */
export function withHookInData(url: string, source: string): string | null {
  const comma: number = apply(indexOf, url, [',']);
  if (comma < 0) return null;
  const head: string = apply(slice, url, [0, comma]);
  const body: string = apply(slice, url, [comma + 1]);
  const last: string = apply(toLowerCase, apply(trimEnd, head, []), []);
  if (!apply(endsWith, last, [';base64'])) return `${head},${encodeComponent(source)}${body}`;
  try {
    return `${head},${encodeBase64(source + decodeBase64(body))}`;
  } catch {
    // Not base64, or percent-encoded base64: the browser judges it.
    return null;
  }
}
