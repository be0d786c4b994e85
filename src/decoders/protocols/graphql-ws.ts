import { beganWith } from '../beginning.ts';
import type { Direction } from '../../websocket/frame.ts';
import { type Decoder, type Exchange, MAX_SUMMARY } from '../decoder.ts';
import { decodeBy, type Meaning } from './envelope.ts';
import { decoder as json } from '../formats/json.ts';
import { shorten, summaryOf } from '../values/summary.ts';
import { fieldOf, idOf, textOf } from '../values/value-access.ts';
import type { Value } from '../values/value.ts';

const OPENING = /"type"\s*:\s*"connection_init"/;
/** Types that no other protocol has. */
const TELLING = new Set(['connection_init', 'connection_ack', 'connection_error', 'connection_terminate']);
const BEATS = new Set(['ping', 'pong', 'ka']);
const REQUESTS = new Set(['subscribe', 'start']);
const REPLIES = new Set(['next', 'data', 'error', 'complete']);
const STRAY = 0.3;

/** GraphQL over WebSocket: the protocol `graphql-transport-ws`, and the older one that is called `graphql-ws`. */
export const decoder: Decoder = {
  decode(payload, context) {
    return decodeBy(json, payload, context, (value) => {
      const meaning = meaningOf(value, context.direction);
      if (!meaning || meaning.likelihood === 1 || context.reason !== 'content') return meaning;
      return beganWith(context.frames, OPENING) ? { ...meaning, likelihood: 1 } : meaning;
    });
  },
};

function meaningOf(message: Value, direction: Direction): Meaning | null {
  const type = textOf(fieldOf(message, 'type'));
  if (type === undefined) return null;
  const id = idOf(fieldOf(message, 'id'));
  const payload = fieldOf(message, 'payload');
  const said = payload ? ` → ${summaryOf(payload)}` : '';
  if (TELLING.has(type)) {
    return { summary: shorten(`${type}${said}`, MAX_SUMMARY), exchanges: [handshakeOf(type)], likelihood: 1 };
  }
  if (BEATS.has(type) && id === undefined)
    return { summary: `${type}${said}`, exchanges: [{ role: 'heartbeat' }], likelihood: STRAY };
  if (id === undefined) return null;
  if (REQUESTS.has(type)) {
    const query = textOf(fieldOf(payload, 'query'));
    const name = textOf(fieldOf(payload, 'operationName'));
    if (query === undefined) return null;
    const text = shorten(query.replace(/\s+/g, ' ').trim(), MAX_SUMMARY);
    return {
      summary: shorten(`${type} ${name === undefined ? '' : `${name} `}→ ${text}`, MAX_SUMMARY),
      exchanges: [{ role: 'request', id, ...(name !== undefined && { name }) }],
      likelihood: 1,
    };
  }
  if (REPLIES.has(type) || type === 'stop') {
    // The client may say that it is no longer interested.
    const isReply = direction === 'received' && type !== 'stop';
    const exchange: Exchange = isReply
      ? { role: 'reply', id, ...(type === 'error' && { isError: true }) }
      : { role: 'event' };
    const data = fieldOf(payload, 'data');
    const shown = data ? ` → ${summaryOf(data)}` : said;
    return { summary: shorten(`${type}${shown}`, MAX_SUMMARY), exchanges: [exchange], likelihood: STRAY };
  }
  return null;
}

function handshakeOf(type: string): Exchange {
  if (type === 'connection_init') return { role: 'request', id: 'init', name: type };
  if (type === 'connection_terminate') return { role: 'handshake' };
  return { role: 'reply', id: 'init', ...(type === 'connection_error' && { isError: true }) };
}
