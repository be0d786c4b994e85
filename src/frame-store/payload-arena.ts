/** Payloads of at least so many bytes have a block of their own. */
const LARGE = 64 * 1024;
/** Size of the first shared block, so that a quiet session stays small; each is twice the one before, up to the last. */
const FIRST_BLOCK = 64 * 1024;
const LAST_BLOCK = 1024 * 1024;
/** An address is the number of a block times this, plus the offset in it: exact in a double, and one column. */
const BLOCK_SPAN = 2 ** 32;

interface Block {
  readonly bytes: Uint8Array;
  /** The newest row with a payload in this block. */
  lastRow: number;
}

/**
 * The bytes of payloads in few large blocks, so that a small payload costs no object. Rows come in order and go in
 * order, so a block goes when the newest of its rows goes.
 */
export class PayloadArena {
  readonly #blocks = new Map<number, Block>();
  #oldest = 0;
  #next = 0;
  #open: Block | null = null;
  #openNumber = 0;
  #openUsed = 0;
  #blockSize = FIRST_BLOCK;
  #bytes = 0;

  /** Bytes of all blocks, what is not used of them included. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The newest row of the oldest block; -1 without a block. */
  get oldestBlockEnd(): number {
    return this.#blocks.get(this.#oldest)?.lastRow ?? -1;
  }

  /**
   * Puts away bytes that stay together. Small ones are copied, large ones kept as they are.
   * @param row the newest row that they are of
   * @returns their address, for {@link bytesAt}
   */
  put(bytes: Uint8Array, row: number): number {
    if (bytes.length >= LARGE) return this.#addBlock(ownBytes(bytes), row) * BLOCK_SPAN;
    let open = this.#open;
    if (!open || open.bytes.length - this.#openUsed < bytes.length) {
      this.#openNumber = this.#addBlock(new Uint8Array(this.#blockSize), row);
      open = this.#blocks.get(this.#openNumber) ?? null;
      if (!open) return 0;
      this.#open = open;
      this.#openUsed = 0;
      this.#blockSize = Math.min(this.#blockSize * 2, LAST_BLOCK);
    }
    const offset = this.#openUsed;
    open.bytes.set(bytes, offset);
    open.lastRow = Math.max(open.lastRow, row);
    this.#openUsed += bytes.length;
    return this.#openNumber * BLOCK_SPAN + offset;
  }

  /** Whether bytes are put away at once, however many payloads they are. */
  fits(length: number): boolean {
    return length < LARGE && this.#open !== null && this.#open.bytes.length - this.#openUsed >= length;
  }

  bytesAt(address: number, length: number): Uint8Array {
    const block = this.#blocks.get(Math.floor(address / BLOCK_SPAN));
    const offset = address % BLOCK_SPAN;
    return block ? block.bytes.subarray(offset, offset + length) : new Uint8Array(0);
  }

  /** Lets go of the blocks that only rows before this one have payloads in. */
  release(firstRow: number): void {
    for (; this.#oldest < this.#next; this.#oldest++) {
      const block = this.#blocks.get(this.#oldest);
      if (block && block.lastRow >= firstRow) return;
      if (!block) continue;
      this.#blocks.delete(this.#oldest);
      this.#bytes -= block.bytes.length;
      if (block === this.#open) this.#open = null;
    }
  }

  #addBlock(bytes: Uint8Array, row: number): number {
    this.#blocks.set(this.#next, { bytes, lastRow: row });
    this.#bytes += bytes.length;
    return this.#next++;
  }
}

/** The same bytes, or a copy where they are a part of a larger buffer, all of which a view would hold on to. */
function ownBytes(bytes: Uint8Array): Uint8Array {
  return bytes.buffer.byteLength === bytes.length ? bytes : bytes.slice();
}
