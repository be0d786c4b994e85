/** Longest head that is held, in bytes. */
const MAX_HEAD = 4 * 1024 * 1024;

/** Bytes by which the first line must have ended for it to be checked. */
const MAX_START = 8 * 1024;
const LF = 10;
const CR = 13;

export type HeadState = 'reading' | 'whole' | 'not-http' | 'too-long';

/** How a request line may begin (RFC 9112 §3), and how a whole one is, after empty lines (§2.2). */
const REQUEST_BEGINS = /^[\r\n]*(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,24}(?: [^\n]*)?)?$/;
const REQUEST_LINE = /^[\r\n]*[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,24} [^\n]* HTTP\/\d[^\n]*\n/;
/** How a response begins; Chrome skips as many bytes before it (http_util.cc, LocateStartOfStatusLine). */
const RESPONSE = /^[\s\S]{0,4}HTTP/i;
const DECISIVE = 8;

/** Collects the head of one HTTP message from pieces of any size; lines may end in LF alone (RFC 9112 §2.2). */
export class HeadReader {
  readonly #kind: 'request' | 'response';
  #pieces: Uint8Array[] = [];
  #length = 0;
  #state: HeadState = 'reading';
  /** Its beginning, until that is known to be HTTP. */
  #start: string | null = '';
  #lineLength = 0;
  #hasStarted = false;

  constructor(kind: 'request' | 'response') {
    this.#kind = kind;
  }

  get state(): HeadState {
    return this.#state;
  }

  /** Bytes of the head so far. */
  get length(): number {
    return this.#length;
  }

  /** What has come of the head, one byte a character. */
  get text(): string {
    return this.#pieces.map(latin1).join('');
  }

  /** What has come of the head, in pieces. */
  get pieces(): readonly Uint8Array[] {
    return this.#pieces;
  }

  /** @returns how many of these bytes belong to the head; those after it are the caller's */
  push(bytes: Uint8Array): number {
    if (this.#state !== 'reading') return 0;
    const end = this.#endIn(bytes);
    const piece = bytes.subarray(0, end);
    this.#pieces.push(piece);
    this.#length += piece.length;
    if (this.#state === 'reading' && this.#length > MAX_HEAD) this.#state = 'too-long';
    this.#checkStart(piece);
    return end;
  }

  #endIn(bytes: Uint8Array): number {
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === LF) {
        if (this.#lineLength > 0) this.#hasStarted = true;
        else if (this.#hasStarted) {
          this.#state = 'whole';
          return at + 1;
        }
        this.#lineLength = 0;
      } else if (byte !== CR) this.#lineLength++;
    }
    return bytes.length;
  }

  #checkStart(piece: Uint8Array): void {
    if (this.#start === null) return;
    this.#start += latin1(piece.subarray(0, MAX_START - this.#start.length));
    const isDecided =
      this.#kind === 'response' ? this.#start.length >= DECISIVE : /[^\r\n][^\n]*\n/.test(this.#start);
    const whole = this.#kind === 'response' ? RESPONSE : REQUEST_LINE;
    const begins = this.#kind === 'response' ? /^/ : REQUEST_BEGINS;
    if (!(isDecided || this.#state === 'whole' ? whole : begins).test(this.#start)) this.#state = 'not-http';
    else if (isDecided || this.#start.length >= MAX_START) this.#start = null;
  }
}

function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}

/** The bytes of such a text. */
export function fromLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
