import { type Packet, parser as createParser } from 'mqtt-packet';
import { type DecodeContext, type Decoder, type Exchange, NOT_MINE } from '../decoder.ts';
import { describePacket } from './mqtt-packets.ts';
import { type OpenPacket, openAfter, takeFrame } from './mqtt-stream.ts';
import { type Found, type Reading, readingOf } from '../reading.ts';
import { stateBefore } from './stream-state.ts';
import { shorten, summaryOf } from '../values/summary.ts';
import { MAX_SUMMARY } from '../decoder.ts';
import type { Value } from '../values/value.ts';

type Version = 3 | 4 | 5;

/** Oldest frames among which CONNECT is looked for, and the bytes of it that tell the version. */
const CONNECT_WITHIN = 16;
const CONNECT_HEAD = 16;
const TYPES = [
  'reserved',
  'CONNECT',
  'CONNACK',
  'PUBLISH',
  'PUBACK',
  'PUBREC',
  'PUBREL',
  'PUBCOMP',
  'SUBSCRIBE',
  'SUBACK',
  'UNSUBSCRIBE',
  'UNSUBACK',
  'PINGREQ',
  'PINGRESP',
  'DISCONNECT',
  'AUTH',
];

/** MQTT 3.1, 3.1.1 and 5 over WebSocket: a stream of packets, whatever frames they come in. */
export const decoder: Decoder = {
  decode(payload, context) {
    if (payload.isText || payload.bytes.length === 0) return NOT_MINE;
    const version = versionOf(context, payload.bytes);
    if (version === null && context.reason === 'content') return NOT_MINE;
    return readingOf(
      payload,
      context,
      (reading) => {
        const { state } = stateBefore<OpenPacket | null>(context, 'mqtt', null, openAfter);
        const { packets, tooLong, open, brokenAt } = takeFrame(state, payload.bytes);
        const messages = packets.map((bytes) => parse(bytes, version ?? 4, reading, context));
        if (brokenAt !== undefined) {
          reading.root = listOf(messages.map(({ value }) => value));
          reading.broken(brokenAt, 'the length of a packet is malformed');
        }
        messages.push(...tooLong.map((length) => longPacket(length)));
        if (open) messages.push(partOf(open));
        return together(messages);
      },
      summaryOf,
    );
  },
};

interface Message {
  readonly value: Value;
  readonly summary: string;
  readonly exchange?: Exchange;
}

function together(messages: readonly Message[]): Found | null {
  const exchanges = messages.flatMap(({ exchange }) => (exchange ? [exchange] : []));
  return {
    value: listOf(messages.map(({ value }) => value)),
    summary: shorten(messages.map(({ summary }) => summary).join('; '), MAX_SUMMARY),
    exchanges,
    likelihood: 1,
  };
}

function listOf(values: readonly Value[]): Value {
  const [only] = values;
  return values.length === 1 && only ? only : { kind: 'array', items: [...values] };
}

function parse(bytes: Uint8Array, version: Version, reading: Reading, context: DecodeContext): Message {
  reading.clock(0);
  let packet: Packet | null = null;
  let problem = '';
  const parser = createParser({ protocolVersion: version });
  parser.on('packet', (parsed) => (packet ??= parsed));
  parser.on(
    'error',
    (error: unknown) => (problem ||= error instanceof Error ? error.message : String(error)),
  );
  try {
    parser.parse(bytes as Buffer);
  } catch (error) {
    problem ||= error instanceof Error ? error.message : String(error);
  }
  if (packet) return describePacket(packet, TYPES[(bytes[0] ?? 0) >> 4] ?? '', reading, context);
  const name = TYPES[(bytes[0] ?? 0) >> 4] ?? '';
  const why = `${name} is malformed: ${problem || 'it ends too early'}`;
  return reading.broken(0, why);
}

function longPacket(length: number): Message {
  const summary = `the end of a packet of ${length.toLocaleString('en-US')} bytes, too long to read`;
  return { value: { kind: 'string', value: summary }, summary };
}

/** What has come of a packet by the end of the frame. */
function partOf(open: OpenPacket): Message {
  const type = open.firstByte >> 4;
  const whole = open.length === null ? '' : ` of ${open.length.toLocaleString('en-US')}`;
  const count = `${open.size.toLocaleString('en-US')}${whole} ${open.size === 1 && whole === '' ? 'byte' : 'bytes'}`;
  const summary = `${TYPES[type]}: ${count} so far`;
  const isPing = type === 12 || type === 13;
  return {
    value: { kind: 'string', value: summary },
    summary,
    ...(isPing && { exchange: { role: 'heartbeat' } }),
  };
}

/** CONNECT says the version for all that follows (MQTT 5, 3.1.2.2). `null` where it was not seen. */
function versionOf({ frames, direction }: DecodeContext, bytes: Uint8Array): Version | null {
  const known = frames.memory.get('mqtt version') as Version | undefined;
  if (known !== undefined) return known;
  const first = frames.first(CONNECT_WITHIN).filter((frame) => frame.direction === 'sent' && !frame.isText);
  const heads = [...first.map((frame) => frame.bytes), ...(direction === 'sent' ? [bytes] : [])];
  const head: number[] = [];
  for (const part of heads) if (head.length < CONNECT_HEAD) head.push(...part.subarray(0, CONNECT_HEAD));
  const version = connectVersion(Uint8Array.from(head));
  if (version !== null) frames.memory.set('mqtt version', version);
  return version;
}

function connectVersion(head: Uint8Array): Version | null {
  if (head[0] !== 0x10) return null;
  let at = 1;
  while ((head[at] ?? 0) >= 0x80 && at < 5) at++;
  const length = head[at + 2] ?? 0;
  const name = String.fromCharCode(...head.subarray(at + 3, at + 3 + length));
  // A bridge sets the highest bit.
  const level = (head[at + 3 + length] ?? 0) & 0x7f;
  if (name === 'MQIsdp' && level === 3) return 3;
  return name === 'MQTT' && (level === 4 || level === 5) ? level : null;
}
