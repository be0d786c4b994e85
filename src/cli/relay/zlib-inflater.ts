import { constants, inflateRawSync } from 'node:zlib';
import type { DeflateSide } from '../../wire/deflate-parameters.ts';
import type { Inflated, Inflater } from '../../wire/inflater.ts';

/** Bytes that one message may be inflated to. */
const MAX_INFLATED = 16 * 1024 * 1024;
/** What the sender has taken off each message (RFC 7692 §7.2.1). */
const TAIL = Buffer.of(0x00, 0x00, 0xff, 0xff);

/** Inflates with a window that lasts from message to message, where that was negotiated. */
export class ZlibInflater implements Inflater {
  readonly forgets: boolean;
  readonly #windowSize: number;
  #window: Buffer = Buffer.alloc(0);

  constructor(side: DeflateSide) {
    this.forgets = side.noContextTakeover;
    this.#windowSize = 2 ** side.windowBits;
  }

  inflate(message: Uint8Array): Inflated {
    try {
      const bytes = inflateRawSync(Buffer.concat([message, TAIL]), {
        finishFlush: constants.Z_SYNC_FLUSH,
        maxOutputLength: MAX_INFLATED,
        // The largest reads what was made with any: some servers use more than they have agreed to.
        windowBits: 15,
        ...(this.#window.length > 0 && { dictionary: this.#window }),
      });
      if (!this.forgets) this.#remember(bytes);
      return { kind: 'inflated', bytes };
    } catch (error) {
      const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
      return { kind: isTooLarge ? 'too-large' : 'invalid' };
    }
  }

  #remember(bytes: Buffer): void {
    const size = this.#windowSize;
    this.#window =
      bytes.length >= size
        ? Buffer.from(bytes.subarray(-size))
        : Buffer.concat([this.#window, bytes]).subarray(-size);
  }
}
