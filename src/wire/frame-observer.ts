import * as FrameFlag from '../bridge/frame-flag.ts';
import type { ViolationId, WireClose } from '../bridge/relay-feed.ts';
import * as WireFlag from '../bridge/wire-flag.ts';
import type { Direction } from '../websocket/frame.ts';
import { checkClose } from './close-payload.ts';
import type { FrameRow } from './frame-backlog.ts';
import { FrameReader, type FrameSink, type ReadHeader } from './frame-reader.ts';
import { FrameRules, type Negotiated } from './frame-rules.ts';
import type { Inflater } from './inflater.ts';
import { KeptPayload } from './kept-payload.ts';
import { MessageContent } from './message-content.ts';
import { unmask } from './unmask.ts';
import { RULES } from './violations.ts';
import type { WireLog } from './wire-log.ts';

/** Bytes that are kept of one frame's payload. */
export const MAX_PAYLOAD = 1024 * 1024;
/** How often the breach of one rule is told of one direction; the flags tell of all. */
export const MAX_TOLD = 100;

const FIN = 0x80;
const CLOSE = 0x8;
/** FIN and the opcode of a text. */
const WHOLE_TEXT = 0x81;

export interface Observed {
  readonly log: WireLog;
  readonly connection: number;
  readonly direction: Direction;
  readonly negotiated: Negotiated;
  /** Where permessage-deflate was negotiated. */
  readonly inflater: Inflater | null;
  /** Bytes that were passed on and not taken yet. */
  readonly buffered: () => number;
}

/** Watches the bytes of one direction after the handshake, and writes down its frames and what is wrong with them. */
export class FrameObserver implements FrameSink {
  readonly #observed: Observed;
  readonly #reader = new FrameReader(this);
  readonly #rules: FrameRules;
  readonly #content: MessageContent;
  readonly #kept = new KeptPayload(MAX_PAYLOAD);
  readonly #told = new Map<ViolationId, number>();
  readonly #row: FrameRow;
  readonly #violations: ViolationId[] = [];
  #firstByte = 0;
  /** Bytes of the payload that have come. */
  #came = 0;
  /** Where the whole payload is, if it came at once. */
  #whole: Uint8Array | null = null;
  #wholeAt = 0;
  #close: WireClose | null = null;

  constructor(observed: Observed) {
    this.#observed = observed;
    this.#rules = new FrameRules(observed.direction, observed.negotiated);
    this.#content = new MessageContent(observed.inflater);
    const { connection } = observed;
    this.#row = { connection, time: 0, flags: 0, length: 0, wireLength: 0, buffered: 0, maskingKey: 0 };
  }

  /** The first close frame that has come. */
  get close(): WireClose | null {
    return this.#close;
  }

  push(bytes: Uint8Array): void {
    this.#row.time = this.#observed.log.now();
    this.#row.buffered = this.#observed.buffered();
    this.#reader.push(bytes);
    this.#observed.log.frames.letGo();
  }

  /** No more bytes will come. */
  end(): void {
    if (this.#reader.isWithinHeader) return this.#tell('frame-incomplete', null);
    if (!this.#reader.isWithinPayload) return;
    this.#row.time = this.#observed.log.now();
    this.#row.flags |= WireFlag.Incomplete;
    this.#violations.push('frame-incomplete');
    this.#record(this.#kept.bytes, this.#came);
  }

  /** As mostly: messages of one frame each, in which nothing is wrong. */
  plainFrames(bytes: Uint8Array, from: number): number {
    const firstByte = bytes[from] ?? 0;
    const isSent = this.#observed.direction === 'sent';
    const isMasked = ((bytes[from + 1] ?? 0) & 0x80) !== 0;
    if (isMasked !== isSent || !this.#rules.isPlain(firstByte)) return from;
    this.#row.flags = this.#flagsOf(firstByte, isMasked, firstByte === WHOLE_TEXT);
    this.#kept.clear();
    return this.#observed.log.framesIn(bytes, from, this.#row);
  }

  frameBegan(header: ReadHeader): void {
    if (this.#violations.length > 0) this.#violations.length = 0;
    const found = this.#rules.check(header);
    if (found.length > 0) this.#violations.push(...found);
    this.#firstByte = header.firstByte;
    this.#came = 0;
    this.#whole = null;
    this.#kept.clear();
    if (!this.#isControl) this.#content.frameBegan(header.firstByte);
    const isText = !this.#isControl && this.#content.isText;
    this.#row.flags = this.#flagsOf(header.firstByte, header.masked, isText);
    this.#row.maskingKey = header.maskingKey;
    this.#row.wireLength = header.length;
  }

  payloadCame(bytes: Uint8Array, from: number, to: number): void {
    const { maskingKey, wireLength } = this.#row;
    if (!this.#isControl && this.#content.isCompressed) {
      this.#content.add(bytes, from, to, maskingKey, this.#came);
    }
    if (to - from === wireLength && wireLength <= MAX_PAYLOAD) {
      this.#whole = bytes;
      this.#wholeAt = from;
    } else this.#kept.add(bytes, from, to, maskingKey, this.#came);
    this.#came += to - from;
  }

  frameEnded(): void {
    const { log } = this.#observed;
    if (this.#whole && this.#needsNoCopy) return this.#frameWasIn(this.#whole);
    const stored = Math.min(this.#came, MAX_PAYLOAD);
    const { bytes, used: at } = log.frames.room(stored);
    if (this.#whole) {
      bytes.set(this.#whole.subarray(this.#wholeAt, this.#wholeAt + stored), at);
      unmask(bytes, at, at + stored, this.#row.maskingKey, 0);
      this.#whole = null;
    } else bytes.set(this.#kept.bytes, at);
    if (this.#isControl) {
      if ((this.#firstByte & 0xf) === CLOSE) this.#closeCame(bytes.subarray(at, at + stored));
      return this.#write(this.#came, stored);
    }
    const isFinal = (this.#firstByte & FIN) !== 0;
    const end = this.#content.frameEnded(isFinal, bytes, at, at + stored, stored === this.#came);
    if (end.violation) this.#violations.push(end.violation);
    if (end.inflated) {
      this.#row.flags |= WireFlag.Inflated;
      this.#record(end.inflated.subarray(0, MAX_PAYLOAD), end.inflated.length);
    } else this.#write(this.#came, stored);
    if (end.gaveUp !== undefined) this.#unread('inflate', end.gaveUp);
  }

  lengthTooLarge(): void {
    this.#tell('length-too-large', null);
    this.#unread('frames', RULES['length-too-large'].what);
  }

  #flagsOf(firstByte: number, masked: boolean, isText: boolean): number {
    return (
      WireFlag.OnWire |
      (firstByte << WireFlag.OPCODE_SHIFT) |
      (masked ? WireFlag.Masked : 0) |
      (this.#observed.direction === 'sent' ? FrameFlag.Sent : 0) |
      (isText ? 0 : FrameFlag.Binary)
    );
  }

  get #isControl(): boolean {
    return (this.#firstByte & 0x8) !== 0;
  }

  /** Whether its payload need not be unmasked yet to be judged. */
  get #needsNoCopy(): boolean {
    if (this.#isControl || this.#content.isCompressed) return false;
    return this.#row.maskingKey === 0 || !this.#content.isText;
  }

  /** As mostly: what the backlog keeps of the piece is the only copy. */
  #frameWasIn(piece: Uint8Array): void {
    const { wireLength } = this.#row;
    const from = this.#wholeAt;
    const isFinal = (this.#firstByte & FIN) !== 0;
    const { violation } = this.#content.frameEnded(isFinal, piece, from, from + wireLength, true);
    if (violation) this.#violations.push(violation);
    this.#row.length = wireLength;
    this.#tellViolations();
    this.#whole = null;
    this.#observed.log.frameIn(piece, from, this.#row);
  }

  #closeCame(payload: Uint8Array): void {
    const { close, violations } = checkClose(payload);
    this.#close ??= close;
    this.#violations.push(...violations);
  }

  #record(payload: Uint8Array, length: number): void {
    const { bytes, used } = this.#observed.log.frames.room(payload.length);
    bytes.set(payload, used);
    this.#write(length, payload.length);
  }

  #write(length: number, stored: number): void {
    const { log } = this.#observed;
    this.#row.length = length;
    this.#tellViolations();
    log.frame(this.#row, stored);
  }

  #tellViolations(): void {
    if (this.#violations.length === 0) return;
    this.#row.flags |= WireFlag.Violating;
    const number = this.#observed.log.frames.frames;
    for (const id of this.#violations) this.#tell(id, number);
  }

  #tell(violation: ViolationId, frame: number | null): void {
    const told = (this.#told.get(violation) ?? 0) + 1;
    if (told > MAX_TOLD) return;
    this.#told.set(violation, told);
    const { log, connection, direction } = this.#observed;
    log.event({ type: 'violation', connection, direction, frame, violation, ...RULES[violation] });
  }

  #unread(from: 'frames' | 'inflate', why: string): void {
    const { log, connection, direction } = this.#observed;
    log.event({ type: 'unread', connection, direction, from, why });
  }
}
