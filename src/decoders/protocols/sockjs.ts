import {
  type DecodeContext,
  type Decoder,
  type Decoding,
  type Exchange,
  MAX_SUMMARY,
  NOT_MINE,
} from '../decoder.ts';
import { shorten } from '../values/summary.ts';
import { integerOf, itemOf, objectOf, textOf, textValue } from '../values/value-access.ts';
import type { PayloadValue, Value } from '../values/value.ts';

/** The session URL of SockJS's protocol: server id, session id, transport. */
const URL_PATTERN = /\/[^/.?#]+\/[^/.?#]+\/websocket(?:[?#]|$)/;
const NAMES: Readonly<Record<string, string>> = {
  o: 'open',
  h: 'heartbeat',
  a: 'messages',
  m: 'message',
  c: 'close',
};

/** SockJS over WebSocket: frames of one letter from the server, arrays of messages to it. */
export const decoder: Decoder = {
  decode(payload, context): Decoding {
    if (!payload.isText || (context.reason === 'content' && !URL_PATTERN.test(context.url))) return NOT_MINE;
    const letter = String.fromCharCode(payload.bytes[0] ?? 0);
    if (context.direction === 'sent') return messages(payload.bytes, 0, 'messages', context);
    const name = NAMES[letter];
    if (name === undefined) return NOT_MINE;
    if (letter === 'o' || letter === 'h') {
      const exchange: Exchange = letter === 'h' ? { role: 'heartbeat' } : { role: 'handshake' };
      return payload.bytes.length > 1 ? NOT_MINE : said(objectOf({ frame: textValue(name) }), name, exchange);
    }
    if (letter === 'c') return closing(payload.bytes, context);
    return messages(payload.bytes, 1, name, context);
  },
};

function messages(bytes: Uint8Array, at: number, name: string, context: DecodeContext): Decoding {
  const body = bytes.subarray(at);
  const data = context.nest({ bytes: body, isText: true, format: 'json', start: at, end: bytes.length });
  const items = data.value?.kind === 'array' ? data.value.items : data.value ? [data.value] : [];
  if (items.length === 0 || items.some(({ kind }) => kind !== 'string') || data.problem !== undefined)
    return NOT_MINE;
  const nested = items.map((item) => nest(textOf(item) ?? '', context));
  const value = objectOf({ frame: textValue(name), messages: { kind: 'array', items: nested } });
  const lines = nested.map(({ summary }) => summary ?? '').join('; ');
  return said(value, lines, { role: 'event' });
}

/** A message was a string in JSON, so its bytes are not those of the frame. */
function nest(text: string, context: DecodeContext): PayloadValue {
  return context.nest({ bytes: new TextEncoder().encode(text), isText: true });
}

function closing(bytes: Uint8Array, context: DecodeContext): Decoding {
  const data = context.nest({
    bytes: bytes.subarray(1),
    isText: true,
    format: 'json',
    start: 1,
    end: bytes.length,
  });
  const [code, reason] = [integerOf(itemOf(data.value, 0)), textOf(itemOf(data.value, 1))];
  if (code === undefined || reason === undefined) return NOT_MINE;
  return said(objectOf({ frame: textValue('close'), data }), `close ${code} ${reason}`, {
    role: 'handshake',
  });
}

function said(value: Value, summary: string, exchange: Exchange): Decoding {
  return {
    outcome: 'decoded',
    value,
    summary: shorten(summary, MAX_SUMMARY),
    exchanges: [exchange],
    likelihood: 1,
  };
}
