import type { ViolationId } from '../bridge/relay-feed.ts';
import type { Inflater } from './inflater.ts';
import { KeptPayload } from './kept-payload.ts';
import { Utf8Check } from './utf8-check.ts';

/** Bytes of a compressed message that are collected to inflate it. */
const MAX_COMPRESSED = 4 * 1024 * 1024;
const RSV1 = 0x40;
const TEXT = 0x1;

/** What became of a message with its last frame. */
export interface MessageEnd {
  readonly violation?: ViolationId;
  readonly inflated?: Uint8Array;
  /** Why no more messages of this direction can be inflated. */
  readonly gaveUp?: string;
}

const NOTHING: MessageEnd = {};

/** The message that one direction's data frames make up: inflated, and whether its text is UTF-8. */
export class MessageContent {
  readonly #compressed = new KeptPayload(MAX_COMPRESSED);
  readonly #utf8 = new Utf8Check();
  #inflater: Inflater | null;
  /** Of its first frame; 0 for none. */
  #opcode = 0;
  #isCompressed = false;
  #compressedLength = 0;
  /** Whether all of it could be checked so far, and was right. */
  #isChecked = false;

  constructor(inflater: Inflater | null) {
    this.#inflater = inflater;
  }

  get isText(): boolean {
    return this.#opcode === TEXT;
  }

  /** Whether its payload is wanted by {@link add}. */
  get isCompressed(): boolean {
    return this.#isCompressed;
  }

  /** A data frame begins. */
  frameBegan(firstByte: number): void {
    const opcode = firstByte & 0xf;
    if (opcode === 0) return;
    this.#opcode = opcode;
    this.#isCompressed = (firstByte & RSV1) !== 0 && this.#inflater !== null;
    this.#compressed.clear();
    this.#compressedLength = 0;
    this.#utf8.reset();
    this.#isChecked = opcode === TEXT && (firstByte & RSV1) === 0;
  }

  /** A piece of its payload as it is on the wire. */
  add(bytes: Uint8Array, from: number, to: number, key: number, position: number): void {
    this.#compressed.add(bytes, from, to, key, position);
    this.#compressedLength += to - from;
  }

  /** A data frame has ended whose unmasked payload, not compressed, is between these bounds. */
  frameEnded(isFinal: boolean, bytes: Uint8Array, from: number, to: number, isWhole: boolean): MessageEnd {
    const end = this.#isCompressed ? (isFinal ? this.#inflate() : NOTHING) : NOTHING;
    if (!this.#isCompressed && this.#isChecked) {
      if (!isWhole) this.#isChecked = false;
      else if (!this.#isUtf8(bytes, from, to, isFinal)) {
        this.#isChecked = false;
        if (isFinal) this.#over();
        return { violation: 'text-not-utf8' };
      }
    }
    if (isFinal) this.#over();
    return end;
  }

  #over(): void {
    this.#opcode = 0;
    this.#isCompressed = false;
    this.#isChecked = false;
    this.#compressed.clear();
  }

  #isUtf8(bytes: Uint8Array, from: number, to: number, isFinal: boolean): boolean {
    return this.#utf8.push(bytes, from, to) && (!isFinal || this.#utf8.isComplete);
  }

  #inflate(): MessageEnd {
    const inflater = this.#inflater;
    if (!inflater) return NOTHING;
    const isTooLong = this.#compressedLength > this.#compressed.length;
    const result = isTooLong ? ({ kind: 'too-large' } as const) : inflater.inflate(this.#compressed.bytes);
    if (result.kind === 'inflated') {
      const { bytes } = result;
      const isWrong = this.isText && !this.#isUtf8(bytes, 0, bytes.length, true);
      return { inflated: bytes, ...(isWrong && { violation: 'text-not-utf8' }) };
    }
    const isInvalid = result.kind === 'invalid';
    if (!inflater.forgets) this.#inflater = null;
    return {
      ...(isInvalid && { violation: 'deflate-invalid' }),
      ...(!inflater.forgets && {
        gaveUp: isInvalid
          ? 'A message could not be inflated, and those that follow build upon it.'
          : 'A message is too large to be inflated, and those that follow build upon it.',
      }),
    };
  }
}
