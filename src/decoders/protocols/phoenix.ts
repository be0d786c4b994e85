import { beganWith } from '../beginning.ts';
import {
  type DecodeContext,
  type Decoder,
  type Decoding,
  type Exchange,
  MAX_SUMMARY,
  NOT_MINE,
} from '../decoder.ts';
import { decodeBy, type Meaning } from './envelope.ts';
import { decoder as json } from '../formats/json.ts';
import { decodeBinaryPhoenix } from './phoenix-binary.ts';
import { shorten, summaryOf } from '../values/summary.ts';
import { fieldOf, itemOf, objectOf, textOf } from '../values/value-access.ts';
import type { Value } from '../values/value.ts';

const OPENING = /"phx_join"/;

/** Phoenix channels: arrays of version 2 of its serializer, objects of version 1, and binary pushes. */
export const decoder: Decoder = {
  decode(payload, context): Decoding {
    if (payload.isText) return decodeBy(json, payload, context, (value) => meaningOf(partsOf(value)));
    const isKnown = context.reason !== 'content' || beganWith(context.frames, OPENING);
    return isKnown ? decodeBinary(payload.bytes, context) : NOT_MINE;
  },
};

interface Parts {
  readonly joinRef: Value | undefined;
  readonly ref: Value | undefined;
  readonly topic: string;
  readonly event: string;
  readonly payload: Value;
}

/** `[join_ref, ref, topic, event, payload]`, or an object of these. */
function partsOf(value: Value): Parts | null {
  const isArray = value.kind === 'array' && value.items.length === 5;
  const get = (index: number, key: string) => (isArray ? itemOf(value, index) : fieldOf(value, key));
  const [joinRef, ref, payload] = [get(0, 'join_ref'), get(1, 'ref'), get(4, 'payload')];
  const [topic, event] = [textOf(get(2, 'topic')), textOf(get(3, 'event'))];
  if (topic === undefined || event === undefined || payload?.kind !== 'object') return null;
  if (!isRef(joinRef) || !isRef(ref) || (!isArray && !fieldOf(value, 'ref'))) return null;
  return { joinRef, ref, topic, event, payload };
}

/** Version 1 may leave out the reference to the join. */
function isRef(value: Value | undefined): boolean {
  return value === undefined || value.kind === 'null' || value.kind === 'string';
}

function meaningOf(parts: Parts | null): Meaning | null {
  if (!parts) return null;
  const { joinRef, ref, topic, event, payload } = parts;
  const status = event === 'phx_reply' ? textOf(fieldOf(payload, 'status')) : undefined;
  const said = fieldOf(payload, 'response') ?? payload;
  const isEmpty = said.kind === 'object' && said.entries.length === 0;
  const what = event === 'phx_reply' ? `reply ${status ?? ''}`.trimEnd() : event;
  return {
    value: objectOf({
      joinRef: joinRef?.kind === 'null' ? undefined : joinRef,
      ref: ref?.kind === 'null' ? undefined : ref,
      topic: { kind: 'string', value: topic },
      event: { kind: 'string', value: event },
      payload,
    }),
    summary: shorten(`${topic} ${what}${isEmpty ? '' : ` → ${summaryOf(said)}`}`, MAX_SUMMARY),
    exchanges: exchangesOf(textOf(ref), topic, event, status),
    likelihood: 1,
  };
}

function exchangesOf(ref: string | undefined, topic: string, event: string, status?: string): Exchange[] {
  // A heartbeat is answered like any push, which tells the time of a round trip.
  const beat: Exchange[] = topic === 'phoenix' ? [{ role: 'heartbeat' }] : [];
  if (ref === undefined) return [...beat, { role: 'event', name: event }];
  if (event !== 'phx_reply') return [...beat, { role: 'request', id: ref, name: event }];
  return [...beat, { role: 'reply', id: ref, ...(status === 'error' && { isError: true }) }];
}

function decodeBinary(bytes: Uint8Array, context: DecodeContext): Decoding {
  const found = decodeBinaryPhoenix(bytes, context.direction);
  if (!found) return NOT_MINE;
  const { fields, bodyAt, ref, topic, event, status } = found;
  const payload = context.nest({
    bytes: bytes.subarray(bodyAt),
    isText: false,
    start: bodyAt,
    end: bytes.length,
  });
  const what = status === undefined ? event : `reply ${status}`;
  return {
    outcome: 'decoded',
    value: {
      kind: 'object',
      entries: [...fields, { key: 'payload', value: payload }],
      start: 0,
      end: bytes.length,
    },
    summary: shorten(`${topic} ${what} → ${payload.summary ?? 'nothing'}`, MAX_SUMMARY),
    exchanges: exchangesOf(ref, topic, event, status),
    likelihood: 1,
  };
}
