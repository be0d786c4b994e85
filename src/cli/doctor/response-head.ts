import type { HeaderField } from '../../websocket/header-field.ts';

export interface ResponseHead {
  readonly status: number;
  readonly statusLine: string;
  readonly headers: readonly HeaderField[];
}

export type HeadProgress =
  | { readonly kind: 'incomplete' }
  /** `start` is how it begins, for a person to recognise. */
  | { readonly kind: 'not-http'; readonly start: string }
  | { readonly kind: 'complete'; readonly head: ResponseHead; readonly body: Buffer };

/** Bytes after which it is clear whether they are HTTP. */
const DECISIVE = 12;
const SHOWN = 40;
/** Bytes that may stand before the status line: Chrome skips as many (http_util.cc, LocateStartOfStatusLine). */
const START = /^[\s\S]{0,4}?(?=HTTP)/i;
/** The end of the headers, lines ending in CRLF or in LF alone (RFC 9112 §2.2). */
const END = /\r?\n\r?\n/;

/**
 * Reads the head of a response as tolerantly as browsers do. Interim responses (1xx but 101, RFC 9110 §15.2) are
 * skipped.
 * @param isWhole no more bytes will come
 */
export function readHead(bytes: Buffer, isWhole: boolean): HeadProgress {
  if (bytes.length === 0) return { kind: 'incomplete' };
  const whole = bytes.toString('latin1');
  const start = START.exec(whole);
  if (!start) {
    return isWhole || bytes.length >= DECISIVE
      ? { kind: 'not-http', start: startOf(whole) }
      : { kind: 'incomplete' };
  }
  const text = whole.slice(start[0].length);
  const end = END.exec(text);
  if (!end) return { kind: 'incomplete' };
  const body = bytes.subarray(start[0].length + end.index + end[0].length);
  const head = parse(text.slice(0, end.index));
  const isInterim = head.status >= 100 && head.status < 200 && head.status !== 101;
  return isInterim ? readHead(body, isWhole) : { kind: 'complete', head, body };
}

function parse(text: string): ResponseHead {
  const [first = '', ...lines] = text.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const statusLine = first.trimEnd();
  // A status line without a number is taken for 200 (http_response_headers.cc, ParseStatusLine).
  const [, status = '200'] = /^HTTP\S*[ \t]+(\d+)/i.exec(statusLine) ?? [];
  return { status: Number(status), statusLine, headers: lines.flatMap(parseField) };
}

/** A line without a colon is ignored, as in browsers. */
function parseField(line: string): HeaderField[] {
  const colon = line.indexOf(':');
  if (colon <= 0) return [];
  return [{ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() }];
}

function startOf(text: string): string {
  return text
    .slice(0, SHOWN)
    .replace(/[^\x20-\x7e]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
