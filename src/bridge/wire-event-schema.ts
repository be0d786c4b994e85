import * as v from 'valibot';
import {
  FEED_VERSION,
  type FeedCommand,
  type RelayInfo,
  type RelayList,
  type WireEvent,
} from './relay-feed.ts';

/** Characters that are taken of one text. A raw head may be as long as a relay keeps it. */
const MAX_TEXT = 16_384;
const MAX_HEAD = 65_536;
/** Relays that are taken of one list. */
const MAX_RELAYS = 256;

const finite = v.pipe(v.number(), v.finite());
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const text = upTo(MAX_TEXT);
const direction = v.picklist(['sent', 'received']);
const optional = v.exactOptional;
const head = v.object({ bytes: upTo(MAX_HEAD), length: count });
const close = v.nullable(v.object({ code: count, reason: text }));

const common = { number: count, time: finite, connection: count };

/** One event of a relay, from its feed or a recording. */
export const wireEvent = v.variant('type', [
  v.object({ ...common, type: v.literal('accepted'), client: text }),
  v.object({ ...common, type: v.literal('connected'), server: text, tls: optional(text) }),
  v.object({
    ...common,
    type: v.literal('failed'),
    stage: v.picklist(['connect', 'tls']),
    code: text,
    message: text,
  }),
  v.object({ ...common, type: v.literal('request'), original: head, passed: optional(head) }),
  v.object({ ...common, type: v.literal('response'), status: count, original: head, passed: optional(head) }),
  v.object({
    ...common,
    type: v.literal('edit'),
    head: v.picklist(['request', 'response']),
    why: v.picklist(['repair-subprotocol', 'no-deflate', 'header', 'drop-header', 'host', 'path']),
    field: text,
    before: v.nullable(text),
    after: v.nullable(text),
  }),
  v.object({ ...common, type: v.literal('open'), protocol: text, extensions: text }),
  v.object({
    ...common,
    type: v.literal('violation'),
    direction,
    frame: v.nullable(count),
    violation: v.picklist([
      'reserved-bits',
      'reserved-opcode',
      'not-masked',
      'masked',
      'length-not-minimal',
      'length-too-large',
      'control-too-long',
      'control-fragmented',
      'continuation-unexpected',
      'message-interrupted',
      'text-not-utf8',
      'close-length',
      'close-code',
      'close-reason-not-utf8',
      'frame-after-close',
      'frame-incomplete',
      'deflate-invalid',
      'not-http',
      'head-too-long',
      'head-incomplete',
      'data-before-response',
    ]),
    clause: text,
    what: text,
  }),
  v.object({
    ...common,
    type: v.literal('unread'),
    direction,
    from: v.picklist(['frames', 'inflate']),
    why: text,
  }),
  v.object({ ...common, type: v.literal('half-closed'), direction }),
  v.object({ ...common, type: v.literal('reset'), direction, code: text }),
  v.object({
    ...common,
    type: v.literal('ended'),
    sentBytes: count,
    receivedBytes: count,
    sentClose: close,
    receivedClose: close,
  }),
]) satisfies v.GenericSchema<unknown, WireEvent>;

/** Also of a recording, which has no feed. */
export const relayFields = {
  relayKey: text,
  url: text,
  target: text,
  timeOrigin: finite,
  edits: v.pipe(v.array(text), v.maxLength(MAX_RELAYS)),
};

const feedUrl = v.pipe(text, v.regex(/^ws:\/\/127\.0\.0\.1:\d{1,5}\/feed$/));
const relayInfo = v.object({ ...relayFields, feed: feedUrl }) satisfies v.GenericSchema<unknown, RelayInfo>;

const relayList = v.object({
  version: v.literal(FEED_VERSION),
  relays: v.pipe(v.array(relayInfo), v.maxLength(MAX_RELAYS)),
}) satisfies v.GenericSchema<unknown, RelayList>;

/** @returns the list, or in words what is wrong with it */
export function parseRelayList(answer: unknown): { ok: true; list: RelayList } | { ok: false; why: string } {
  const parsed = v.safeParse(relayList, answer);
  return parsed.success ? { ok: true, list: parsed.output } : { ok: false, why: v.summarize(parsed.issues) };
}

/** @returns what another relay says of itself; `null` where it is not understood */
export function parseRelayInfo(message: string): RelayInfo | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), relayInfo), message);
  return parsed.success ? parsed.output : null;
}

const feedCommand = v.object({
  version: v.literal(FEED_VERSION),
  type: v.literal('ready'),
  cursor: v.object({ event: count, frame: count }),
}) satisfies v.GenericSchema<unknown, FeedCommand>;

/** @returns the command, or `null` where it is not understood */
export function parseFeedCommand(message: string): FeedCommand | null {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), feedCommand), message);
  return parsed.success ? parsed.output : null;
}

function upTo(limit: number) {
  return v.pipe(
    v.string(),
    v.transform((value) => (value.length > limit ? `${value.slice(0, limit)}…` : value)),
  );
}
