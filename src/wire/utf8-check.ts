/** Checks UTF-8 (RFC 3629) that comes in pieces, which may break anywhere. */
export class Utf8Check {
  /** Bytes that the character needs that has begun. */
  #need = 0;
  /** Bounds of the next byte of that character. */
  #low = 0x80;
  #high = 0xbf;

  /** Whether the text may stop here. */
  get isComplete(): boolean {
    return this.#need === 0;
  }

  reset(): void {
    this.#need = 0;
    this.#low = 0x80;
    this.#high = 0xbf;
  }

  /** @returns whether all is right so far; after that, only {@link reset} makes sense of what follows */
  push(bytes: Uint8Array, from: number, to: number): boolean {
    for (let at = from; at < to; at++) {
      if (this.#need === 0) {
        while (at + 4 <= to && isAscii(bytes, at)) at += 4;
        while (at < to && (bytes[at] ?? 0) < 0x80) at++;
        if (at < to && !this.#begin(bytes[at] ?? 0)) return false;
      } else {
        const byte = bytes[at] ?? 0;
        if (byte < this.#low || byte > this.#high) return false;
        this.#need--;
        this.#low = 0x80;
        this.#high = 0xbf;
      }
    }
    return true;
  }

  /** The bounds keep out overlong forms, surrogates and what is beyond U+10FFFF. */
  #begin(byte: number): boolean {
    if (byte < 0xc2 || byte > 0xf4) return false;
    this.#need = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    if (byte === 0xe0) this.#low = 0xa0;
    else if (byte === 0xed) this.#high = 0x9f;
    else if (byte === 0xf0) this.#low = 0x90;
    else if (byte === 0xf4) this.#high = 0x8f;
    return true;
  }
}

const whole = new Utf8Check();

/** Whether these bytes are UTF-8 from their beginning to their end. */
export function isUtf8(bytes: Uint8Array, from: number, to: number): boolean {
  whole.reset();
  return whole.push(bytes, from, to) && whole.isComplete;
}

/** Whether the next four bytes are. */
function isAscii(bytes: Uint8Array, at: number): boolean {
  const all = (bytes[at] ?? 0) | (bytes[at + 1] ?? 0) | (bytes[at + 2] ?? 0) | (bytes[at + 3] ?? 0);
  return all < 0x80;
}
