import { decode } from '@colyseus/schema';
import { applyState, isColyseusState } from './colyseus-state.ts';
import {
  type DecodeContext,
  type Decoder,
  type Decoding,
  type Exchange,
  MAX_SUMMARY,
  NOT_MINE,
} from '../decoder.ts';
import { readingOf } from '../reading.ts';
import { shorten, summaryOf } from '../values/summary.ts';
import type { Entry, Value } from '../values/value.ts';

const NAMES: ReadonlyMap<number, string> = new Map([
  [10, 'JOIN_ROOM'],
  [11, 'ERROR'],
  [12, 'LEAVE_ROOM'],
  [13, 'ROOM_DATA'],
  [14, 'ROOM_STATE'],
  [15, 'ROOM_STATE_PATCH'],
  [17, 'ROOM_DATA_BYTES'],
  [18, 'PING'],
  [19, 'ROOM_INPUT_RELIABLE'],
  [20, 'ROOM_INPUT_UNRELIABLE'],
  [21, 'ROOM_REQUEST'],
  [22, 'ROOM_RESPONSE'],
]);
/** From 0.18 on the three highest bits of the code are modifiers; one says that times come first, one that a number does. */
const CODE = 0x1f;
const TIMED = 0x80;
const UNRELIABLE = 0x40;
/** `/<process id>/<room id>?sessionId=…`, where the client goes once the matchmaker has given it a seat. */
const SEAT_URL = /^wss?:\/\/[^/]+\/(?:[^?#]*\/)?[\w-]+\/[\w-]+\?(?:.*&)?sessionId=/;

/** Colyseus' room protocol of 0.16 and 0.18; of other versions, what is the same. */
export const decoder: Decoder = {
  decode(payload, context): Decoding {
    const { bytes, isText } = payload;
    const name = NAMES.get((bytes[0] ?? 0) & CODE);
    if (isText || name === undefined || (context.reason === 'content' && !SEAT_URL.test(context.url)))
      return NOT_MINE;
    return readingOf(
      payload,
      context,
      (reading) => {
        const entries: Entry[] = [
          { key: 'message', value: { kind: 'string', value: name, start: 0, end: 1 } },
        ];
        const value: Value = { kind: 'object', entries, start: 0, end: bytes.length };
        reading.root = value;
        const message = new Message(bytes, entries, (at, why) => reading.broken(at, why));
        message.prefix();
        const { said, exchange } = describe(name, message, context);
        return {
          value,
          summary: shorten(said === '' ? name : `${name} ${said}`, MAX_SUMMARY),
          exchanges: [exchange],
          likelihood: 1,
        };
      },
      summaryOf,
    );
  },
};

/** The fields of a message, one after another. */
class Message {
  readonly bytes: Uint8Array;
  readonly it = { offset: 1 };
  readonly #entries: Entry[];
  readonly #broken: (at: number, why: string) => never;

  constructor(bytes: Uint8Array, entries: Entry[], broken: (at: number, why: string) => never) {
    this.bytes = bytes;
    this.#entries = entries;
    this.#broken = broken;
  }

  get isAtEnd(): boolean {
    return this.it.offset >= this.bytes.length;
  }

  prefix(): void {
    const first = this.bytes[0] ?? 0;
    if (first & TIMED) {
      this.number('serverTime', () => decode.uint32(this.bytes, this.it));
      this.number('inputSequence', () => decode.uint32(this.bytes, this.it));
    }
    if (first & UNRELIABLE) this.number('sequence', () => decode.uint16(this.bytes, this.it));
  }

  number(key: string, read = () => decode.number(this.bytes, this.it)): number {
    const start = this.it.offset;
    const value = start < this.bytes.length ? read() : undefined;
    if (typeof value !== 'number') return this.#broken(start, `${key} is missing`);
    this.add({ key, value: { kind: 'number', value, start, end: this.it.offset } });
    return value;
  }

  /** Text with its length in one byte before it, as the handshake has it. */
  shortText(key: string): string {
    const start = this.it.offset;
    const length = this.bytes[start];
    if (length === undefined || start + 1 + length > this.bytes.length)
      return this.#broken(start, `${key} is missing`);
    this.it.offset = start + 1 + length;
    return this.#text(key, new TextDecoder().decode(this.bytes.subarray(start + 1, this.it.offset)), start);
  }

  /** A text or a number names a message. */
  type(): string {
    const start = this.it.offset;
    if (this.isAtEnd || !decode.stringCheck(this.bytes, this.it)) return String(this.number('type'));
    return this.#text('type', decode.string(this.bytes, this.it), start);
  }

  string(key: string): string {
    const start = this.it.offset;
    return this.isAtEnd ? '' : this.#text(key, decode.string(this.bytes, this.it), start);
  }

  add(entry: Entry): void {
    this.#entries.push(entry);
  }

  #text(key: string, value: string, start: number): string {
    this.add({ key, value: { kind: 'string', value, start, end: this.it.offset } });
    return value;
  }

  /** What is left, read by another decoder. */
  rest(key: string, context: DecodeContext, format?: string): string {
    if (this.isAtEnd) return '';
    const start = this.it.offset;
    const bytes = this.bytes.subarray(start);
    const value = context.nest({
      bytes,
      isText: false,
      start,
      end: this.bytes.length,
      ...(format && { format }),
    });
    this.add({ key, value });
    return value.summary ?? '';
  }
}

interface Said {
  readonly said: string;
  readonly exchange: Exchange;
}

function describe(name: string, message: Message, context: DecodeContext): Said {
  const handshake: Exchange = { role: 'handshake' };
  switch (name) {
    case 'JOIN_ROOM': {
      if (message.isAtEnd) return { said: 'acknowledged', exchange: handshake };
      message.shortText('reconnectionToken');
      const serializer = message.shortText('serializer');
      message.rest('handshake', context, '');
      return { said: `with serializer ${serializer}`, exchange: handshake };
    }
    case 'ERROR':
      return {
        said: `${message.number('code')} ${message.string('text')}`.trimEnd(),
        exchange: { role: 'event', name },
      };
    case 'ROOM_DATA':
    case 'ROOM_DATA_BYTES': {
      const type = message.type();
      const said = message.rest('data', context, name === 'ROOM_DATA' ? 'messagepack' : undefined);
      return { said: said === '' ? type : `${type} → ${said}`, exchange: { role: 'event', name: type } };
    }
    case 'ROOM_REQUEST': {
      const id = message.number('request');
      const type = message.type();
      const said = message.rest('data', context, 'messagepack');
      return {
        said: `${type} → ${said}, request ${id}`,
        exchange: { role: 'request', id: String(id), name: type },
      };
    }
    case 'ROOM_RESPONSE': {
      const id = message.number('request');
      const status = message.number('status');
      const said = message.rest('data', context, 'messagepack');
      const isError = status !== 0;
      return {
        said: `${id} → ${said}`,
        exchange: { role: 'reply', id: String(id), ...(isError && { isError }) },
      };
    }
    case 'ROOM_STATE':
    case 'ROOM_STATE_PATCH': {
      const at = message.it.offset;
      const applied = applyState(message.bytes, at, context);
      if (!isColyseusState(applied)) {
        message.rest('state', context, '');
        return { said: applied.why, exchange: { role: 'event', name } };
      }
      for (const entry of applied.entries) message.add(entry);
      return { said: applied.summary, exchange: { role: 'event', name } };
    }
    case 'PING':
      return { said: '', exchange: { role: 'heartbeat' } };
    case 'LEAVE_ROOM':
      return { said: '', exchange: handshake };
    default:
      message.rest('data', context, '');
      return { said: '', exchange: { role: 'event', name } };
  }
}
