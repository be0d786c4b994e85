import type { Payload } from '../decoder.ts';

/** The text of a payload that knows the offset of each character in its UTF-8. */
export class PayloadText {
  readonly text: string;
  readonly isUtf8: boolean;
  /** Whether only the beginning was read, because of the limit. */
  readonly isShortened: boolean;
  readonly #isAscii: boolean;
  #character = 0;
  #byte = 0;

  /** @param limit bytes that are read at most */
  constructor(payload: Payload, limit: number) {
    const bytes = payload.bytes.subarray(0, limit);
    this.isShortened = bytes.length < payload.bytes.length;
    // A character may be cut in two at the end.
    const isOpen = this.isShortened || payload.isCut === true;
    this.text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes, { stream: isOpen });
    this.#isAscii = this.text.length === bytes.length;
    this.isUtf8 = payload.isText || this.#isAscii || isUtf8(bytes, isOpen);
  }

  /** Offset in bytes of a character, counted in UTF-16 code units. Asked for in rising order, all cost one walk. */
  offset(at: number): number {
    if (this.#isAscii) return at;
    if (at < this.#character) {
      this.#character = 0;
      this.#byte = 0;
    }
    for (; this.#character < at; this.#character++) {
      this.#byte += unitBytes(this.text.charCodeAt(this.#character));
    }
    return this.#byte;
  }
}

/** Bytes of UTF-8 for a UTF-16 code unit; the two of a surrogate pair have four together. */
function unitBytes(unit: number): number {
  if (unit < 0x80) return 1;
  if (unit < 0x800 || (unit >= 0xd800 && unit < 0xe000)) return 2;
  return 3;
}

function isUtf8(bytes: Uint8Array, isOpen: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isOpen });
    return true;
  } catch {
    return false;
  }
}
