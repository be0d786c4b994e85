import type { RawHead } from '../../bridge/relay-feed.ts';
import type { Edit, EditedHead } from '../../wire/handshake-edits.ts';
import { fromLatin1, HeadReader } from '../../wire/head-reader.ts';

/** Bytes of a head that are told. */
const TOLD = 64 * 1024;

/** A head that is whole and was passed on. */
export interface PassedHead {
  /** As it came and as it was passed on, one byte a character. */
  readonly before: string;
  readonly text: string;
  readonly original: RawHead;
  /** Absent where nothing was changed. */
  readonly passed?: RawHead;
  readonly edits: readonly Edit[];
}

export interface HeadHandlers {
  /** `null`: passes every byte on as it comes. */
  readonly edit: ((text: string) => EditedHead) | null;
  readonly pass: (bytes: Uint8Array) => void;
  /** @param rest what came after it, not passed on */
  readonly whole: (head: PassedHead, rest: Uint8Array) => void;
  /** It is no head, or has no end, and was passed on as it came. */
  readonly failed: (
    why: 'not-http' | 'head-too-long' | 'head-incomplete',
    start: string,
    rest: Uint8Array,
  ) => void;
}

/** Passes on the head of one message, edited where that is asked for; then its work is done. */
export class HeadStage {
  readonly #reader: HeadReader;
  readonly #handlers: HeadHandlers;

  constructor(kind: 'request' | 'response', handlers: HeadHandlers) {
    this.#reader = new HeadReader(kind);
    this.#handlers = handlers;
  }

  take(bytes: Uint8Array): void {
    const end = this.#reader.push(bytes);
    if (!this.#handlers.edit) this.#handlers.pass(bytes.subarray(0, end));
    const rest = bytes.subarray(end);
    switch (this.#reader.state) {
      case 'reading':
        return;
      case 'whole':
        return this.#whole(rest);
      case 'not-http':
        return this.#fail('not-http', rest);
      case 'too-long':
        return this.#fail('head-too-long', rest);
    }
  }

  /** No more bytes will come. */
  end(): void {
    if (this.#reader.length > 0) this.#fail('head-incomplete', new Uint8Array(0));
  }

  #whole(rest: Uint8Array): void {
    const { edit, pass, whole } = this.#handlers;
    const { text } = this.#reader;
    const original = toRaw(text);
    const edited = edit?.(text) ?? { text, edits: [] };
    if (edit) pass(edited.edits.length > 0 ? fromLatin1(edited.text) : Buffer.concat(this.#reader.pieces));
    const isEdited = edited.edits.length > 0;
    whole({ ...edited, before: text, original, ...(isEdited && { passed: toRaw(edited.text) }) }, rest);
  }

  #fail(why: Parameters<HeadHandlers['failed']>[0], rest: Uint8Array): void {
    const { edit, pass, failed } = this.#handlers;
    if (edit) pass(Buffer.concat(this.#reader.pieces));
    failed(why, this.#reader.text.slice(0, 40), rest);
  }
}

function toRaw(text: string): RawHead {
  return { bytes: text.slice(0, TOLD), length: text.length };
}
