const COMMANDS = new Set([
  'CONNECT',
  'STOMP',
  'CONNECTED',
  'SEND',
  'SUBSCRIBE',
  'UNSUBSCRIBE',
  'BEGIN',
  'COMMIT',
  'ABORT',
  'ACK',
  'NACK',
  'DISCONNECT',
  'MESSAGE',
  'RECEIPT',
  'ERROR',
]);
const LONGEST_COMMAND = 12;
const LF = 0x0a;
const CR = 0x0d;
const NUL = 0;
/** Headers that are read of a frame. */
const MAX_HEADERS = 1_000;

interface StompHeader {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export interface StompFrame {
  readonly command: string;
  readonly start: number;
  /** Offset of the NUL behind the body, or of the end of the bytes without one. */
  readonly end: number;
  readonly isClosed: boolean;
  readonly headers: readonly StompHeader[];
  readonly bodyAt: number;
  readonly body: Uint8Array;
}

/** STOMP 1.2, Heart-beating: an end of line, or some. */
export function isHeartbeat(bytes: Uint8Array): boolean {
  return bytes.length > 0 && bytes.length <= 16 && bytes.every((byte) => byte === LF || byte === CR);
}

/** Skips the ends of lines that may follow a frame. */
export function endOfFrame(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === LF || bytes[at] === CR) at++;
  return at;
}

/** Reads the frame that begins at an offset, or after ends of lines there; `null` where none does. */
export function readFrame(bytes: Uint8Array, from: number): StompFrame | null {
  const start = endOfFrame(bytes, from);
  const commandEnd = bytes.subarray(0, start + LONGEST_COMMAND).indexOf(LF, start);
  if (commandEnd < 0) return null;
  const command = textOf(bytes, start, commandEnd);
  if (!COMMANDS.has(command)) return null;
  // STOMP 1.2: these two are not escaped, for the sake of version 1.0.
  const isEscaped = command !== 'CONNECT' && command !== 'CONNECTED';
  const headers: StompHeader[] = [];
  let at = commandEnd + 1;
  while (at < bytes.length && headers.length < MAX_HEADERS) {
    const found = bytes.indexOf(LF, at);
    const end = found < 0 ? bytes.length : found;
    const line = textOf(bytes, at, end);
    if (line === '') break;
    const colon = line.indexOf(':');
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1);
    const read = (text: string) => (isEscaped ? unescapeHeader(text) : text);
    headers.push({ name: read(name), value: read(value), start: at, end });
    at = end + 1;
  }
  const bodyAt = Math.min(bytes.length, bytes.indexOf(LF, at) + 1 || bytes.length + 1);
  const length = lengthOf(headers);
  const isLengthRight = length !== null && bytes[bodyAt + length] === NUL;
  const nul = isLengthRight ? bodyAt + length : bytes.indexOf(NUL, bodyAt);
  const end = nul < 0 ? bytes.length : nul;
  return { command, start, end, isClosed: nul >= 0, headers, bodyAt, body: bytes.subarray(bodyAt, end) };
}

function lengthOf(headers: readonly StompHeader[]): number | null {
  const text = headers.find(({ name }) => name === 'content-length')?.value ?? '';
  return /^\d{1,10}$/.test(text) ? Number(text) : null;
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  const isCrLf = end > start && bytes[end - 1] === CR;
  return new TextDecoder().decode(bytes.subarray(start, isCrLf ? end - 1 : end));
}

const ESCAPES: Readonly<Record<string, string>> = { '\\r': '\r', '\\n': '\n', '\\c': ':', '\\\\': '\\' };

/** STOMP 1.2, Value Encoding. An unknown escape stays as it is. */
function unescapeHeader(text: string): string {
  return text.includes('\\') ? text.replace(/\\[rnc\\]/g, (escape) => ESCAPES[escape] ?? escape) : text;
}
