import { beganWith } from '../beginning.ts';
import {
  type DecodeContext,
  type Decoder,
  type Decoding,
  type Exchange,
  MAX_SUMMARY,
  NOT_MINE,
  type Payload,
} from '../decoder.ts';
import { handshakeOf, messageInArray, messageInObject, type SignalRMessage } from './signalr-messages.ts';
import { recordsOf } from './signalr-records.ts';
import { shorten } from '../values/summary.ts';
import type { PayloadValue, Value } from '../values/value.ts';

/** The handshake comes as JSON in both protocols, and names it. */
const OPENING = /^\s*\{[^{}]{0,200}"protocol"\s*:\s*"[^{}]{0,200}"version"\s*:/;
const SEPARATOR = 0x1e;
/** How much records of MessagePack look like SignalR where the connection does not. */
const STRAY = 0.3;
const MAX_RECORDS = 200;

/** SignalR's hub protocols: JSON, its records ended by 0x1E, and MessagePack, its records with their length before. */
export const decoder: Decoder = {
  decode(payload, context): Decoding {
    const isJson = payload.bytes.at(-1) === SEPARATOR && payload.bytes[0] === 0x7b;
    if (isJson) return jsonRecords(payload, context);
    if (payload.isText) return NOT_MINE;
    return messagePackRecords(payload, context);
  },
};

function jsonRecords({ bytes }: Payload, context: DecodeContext): Decoding {
  const records: HubRecord[] = [];
  for (let at = 0; at < bytes.length && records.length < MAX_RECORDS; ) {
    const end = bytes.indexOf(SEPARATOR, at);
    const value = context.nest({
      bytes: bytes.subarray(at, end),
      isText: true,
      format: 'json',
      start: at,
      end,
    });
    const message =
      value.value && (handshakeOf(value.value, context.direction) ?? messageInObject(value.value));
    if (!message || value.problem !== undefined) return NOT_MINE;
    records.push({ message, value });
    at = end + 1;
  }
  return together(records, 1);
}

function messagePackRecords({ bytes }: Payload, context: DecodeContext): Decoding {
  const isKnown = beganWith(context.frames, OPENING);
  if (context.reason === 'content' && !isKnown && context.frames.isFromStart) return NOT_MINE;
  const ranges = recordsOf(bytes, MAX_RECORDS);
  if (!ranges) return NOT_MINE;
  const records: HubRecord[] = [];
  for (const [start, end] of ranges) {
    const value = context.nest({
      bytes: bytes.subarray(start, end),
      isText: false,
      format: 'messagepack',
      start,
      end,
    });
    const message = value.value && messageInArray(value.value);
    if (!message || value.problem !== undefined) return NOT_MINE;
    records.push({ message, value });
  }
  return together(records, isKnown ? 1 : STRAY);
}

interface HubRecord {
  readonly message: SignalRMessage;
  readonly value: PayloadValue;
}

function together(records: readonly HubRecord[], likelihood: number): Decoding {
  if (records.length === 0) return NOT_MINE;
  const values: Value[] = records.map(({ message, value }) => ({
    kind: 'object',
    entries: [
      { key: 'type', value: { kind: 'string', value: message.name } },
      { key: 'message', value },
    ],
  }));
  const exchanges: Exchange[] = records.map(({ message }) => message.exchange);
  const [only] = values;
  return {
    outcome: 'decoded',
    value: values.length === 1 && only ? only : { kind: 'array', items: values },
    summary: shorten(records.map(({ message }) => message.summary).join('; '), MAX_SUMMARY),
    exchanges,
    likelihood,
  };
}
