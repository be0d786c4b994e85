import type { HeaderField } from '../websocket/header-field.ts';

/** The head of an HTTP/1 message (RFC 9112 §2.1), read as tolerantly as browsers do. */
export interface HttpHead {
  /** Request line or status line. */
  readonly startLine: string;
  readonly fields: readonly HeaderField[];
}

/** @param bytes one a character (Latin-1); lines may end in LF alone (RFC 9112 §2.2), folded ones are joined (§5.2) */
export function parseHead(bytes: string): HttpHead {
  const [first = '', ...lines] = bytes
    .replace(/\r?\n\r?\n[\s\S]*$/, '')
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/);
  return { startLine: first.trimEnd(), fields: lines.flatMap(parseField) };
}

/** A line without a name is ignored, as in browsers. */
function parseField(line: string): HeaderField[] {
  const colon = line.indexOf(':');
  if (colon <= 0) return [];
  return [{ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }];
}

/** The method and the target of a request line (RFC 9112 §3); empty where it has none. */
export function parseRequestLine(startLine: string): { readonly method: string; readonly target: string } {
  const [method = '', target = ''] = startLine.split(/ +/);
  return { method, target };
}

/** The status code of a status line (RFC 9112 §4); `null` where it is none. */
export function statusOf(startLine: string): number | null {
  const [, status] = /^HTTP\/\S+[ \t]+(\d{3})(?:\s|$)/i.exec(startLine) ?? [];
  return status === undefined ? null : Number(status);
}
