import {
  type ConnectionFrame,
  type DecodeContext,
  type Decoding,
  NOT_MINE,
  type Payload,
} from '../decoder.ts';
import { isEngineIo, readPacket, type SocketIoPacket } from './socket-io-packet.ts';
import { fieldOf, integerOf, itemOf, numberValue, objectOf, textOf } from '../values/value-access.ts';
import type { Value } from '../values/value.ts';

/** Frames among which a packet is looked for: mostly it is the one before. */
const LOOKS = [4, 256];
/** Bytes within which the head of a packet ends. */
const HEAD = 1_200;

interface Announced {
  readonly packet: SocketIoPacket;
  readonly json: Uint8Array;
  /** Those that came before this one, in order. */
  readonly earlier: readonly Uint8Array[];
}

/** A binary frame of Socket.IO is an attachment of the last packet that announced some. */
export function attachmentOf(payload: Payload, context: DecodeContext): Decoding {
  const { frames, reason } = context;
  const isKnown = reason !== 'content' || isEngineIo(frames);
  if (!isKnown && frames.isFromStart) return NOT_MINE;
  const announced = announcementOf(context, isKnown ? LOOKS : LOOKS.slice(0, 1));
  if (!announced) return isKnown ? stray(payload, context) : NOT_MINE;
  const { packet, json, earlier } = announced;
  const index = earlier.length;
  const data = context.nest({ bytes: payload.bytes, isText: false, start: 0, end: payload.bytes.length });
  const carrier = context.nest({ bytes: json, isText: true, format: 'json' });
  const isLast = index + 1 === packet.attachments;
  const whole = isLast && carrier.value ? filled(carrier.value, [...earlier, payload.bytes]) : undefined;
  const event = packet.name.endsWith('ack') ? undefined : textOf(itemOf(carrier.value, 0));
  const what = event ?? (packet.id === null ? packet.name : `ack ${packet.id}`);
  const size = `${payload.bytes.length} ${payload.bytes.length === 1 ? 'byte' : 'bytes'}`;
  return {
    outcome: 'decoded',
    value: objectOf({
      attachment: numberValue(index + 1),
      of: numberValue(packet.attachments),
      data,
      ...(whole && { whole }),
    }),
    summary: `${what}: attachment ${index + 1} of ${packet.attachments}, ${size}`,
    likelihood: 1,
  };
}

function stray(payload: Payload, context: DecodeContext): Decoding {
  const data = context.nest({ bytes: payload.bytes, isText: false, start: 0, end: payload.bytes.length });
  return {
    outcome: 'decoded',
    value: objectOf({ data }),
    summary: `Engine.IO message ${data.summary ?? ''}`.trimEnd(),
    likelihood: 0.5,
  };
}

/** Looks back for the packet that announced the frame, further where it was not among the nearest. */
function announcementOf({ frames, direction }: DecodeContext, looks: readonly number[]): Announced | null {
  for (const limit of looks) {
    const before = frames.before(limit);
    const found = announcementAmong(before, direction);
    if (found !== undefined) return found;
    if (before.length < limit) return null;
  }
  return null;
}

/** @returns `undefined` where it may lie further back */
function announcementAmong(
  before: readonly ConnectionFrame[],
  direction: DecodeContext['direction'],
): Announced | null | undefined {
  const earlier: Uint8Array[] = [];
  for (const frame of before) {
    if (frame.direction !== direction) continue;
    if (!frame.isText) {
      earlier.unshift(frame.bytes);
      continue;
    }
    const head = new TextDecoder().decode(frame.bytes.subarray(0, HEAD));
    const packet = readPacket(head);
    // Engine.IO's own packets may come between, as a ping does.
    if (!packet && !head.startsWith('4')) continue;
    if (!packet || packet.attachments <= earlier.length) return null;
    const json = frame.bytes.subarray(new TextEncoder().encode(head.slice(0, packet.bodyAt)).length);
    return { packet, json, earlier };
  }
  return undefined;
}

/** A value with its placeholders filled in. */
function filled(value: Value, attachments: readonly Uint8Array[]): Value {
  return replaced(value, (index) => {
    const bytes = attachments[index];
    return bytes && { kind: 'bytes', value: bytes };
  });
}

/** A value whose placeholders say which attachment they stand for. */
export function withAttachmentNames(value: Value): Value {
  return replaced(value, (index) => ({ kind: 'tagged', tag: 'attachment', value: numberValue(index + 1) }));
}

function replaced(value: Value, by: (index: number) => Value | undefined): Value {
  if (value.kind === 'array') return { ...value, items: value.items.map((item) => replaced(item, by)) };
  if (value.kind !== 'object') return value;
  const isPlaceholder = fieldOf(value, '_placeholder')?.kind === 'boolean';
  const index = isPlaceholder ? integerOf(fieldOf(value, 'num')) : undefined;
  const entries = () => value.entries.map((entry) => ({ ...entry, value: replaced(entry.value, by) }));
  return (index !== undefined && by(index)) || { ...value, entries: entries() };
}
