import { beganWith } from '../beginning.ts';
import { type Decoder, type Exchange, MAX_SUMMARY, NOT_MINE } from '../decoder.ts';
import { decodeBy, type Meaning } from './envelope.ts';
import { decoder as json } from '../formats/json.ts';
import { decoder as messagePack } from '../formats/messagepack.ts';
import { shorten, summaryOf } from '../values/summary.ts';
import { idOf, integerOf, textOf } from '../values/value-access.ts';
import type { Entry, Value } from '../values/value.ts';
import { MESSAGES, type WampMessage } from './wamp-messages.ts';

const OPENING = /^\s*\[\s*1\s*,\s*"/;
/** How much a message of mere numbers looks like WAMP where the connection does not. */
const STRAY = 0.2;

/** WAMP 2 in JSON and in MessagePack. */
export const decoder: Decoder = {
  decode(payload, context) {
    const isTold = context.reason !== 'content';
    if (!payload.isText && !isTold) return NOT_MINE;
    return decodeBy(payload.isText ? json : messagePack, payload, context, (value) => {
      const meaning = meaningOf(value);
      if (!meaning || isTold || meaning.likelihood === 1) return meaning;
      return beganWith(context.frames, OPENING) ? { ...meaning, likelihood: 1 } : meaning;
    });
  },
};

function meaningOf(value: Value): Meaning | null {
  if (value.kind !== 'array') return null;
  const [type, ...parts] = value.items;
  const code = integerOf(type);
  const message = code === undefined ? undefined : MESSAGES.get(code);
  if (!type || !message || !fits(message, parts)) return null;
  const names = message.fields.split(' ');
  const entries: Entry[] = parts.map((part, i) => ({ key: nameOf(names[i]), value: part }));
  const named: Value = { kind: 'string', value: message.name };
  const get = (key: string) => entries.find((entry) => entry.key === key)?.value;
  const uri = textOf(get('uri') ?? get('realm') ?? get('reason') ?? get('error'));
  const values = [get('arguments'), get('argumentsKw')].flatMap((part) =>
    part && !isEmpty(part) ? [summaryOf(part)] : [],
  );
  const said = values.length > 0 ? ` → ${values.join(' ')}` : '';
  return {
    value: { ...rangeOf(value), kind: 'object', entries: [{ key: 'type', value: named }, ...entries] },
    summary: shorten(`${message.name}${uri === undefined ? '' : ` ${uri}`}${said}`, MAX_SUMMARY),
    exchanges: [exchangeOf(message, get('request') ?? get('session'), integerOf(get('requestType')), uri)],
    // Only URIs and dictionaries tell it from a list of numbers.
    likelihood: names.includes('uri:u') || message.name === 'HELLO' || message.name === 'ERROR' ? 1 : STRAY,
  };
}

function rangeOf({ start, end }: Value) {
  return { ...(start !== undefined && { start }), ...(end !== undefined && { end }) };
}

function nameOf(field: string | undefined): string {
  return (field ?? '').replace(/[?:].*/, '');
}

/** Each field has the kind that the message wants; those with a question mark may be missing. */
function fits({ fields }: WampMessage, parts: readonly Value[]): boolean {
  const wanted = fields.split(' ');
  if (parts.length > wanted.length) return false;
  return wanted.every((field, i) => {
    const part = parts[i];
    if (!part) return field.includes('?');
    switch (field.at(-1)) {
      case 'i':
        return part.kind === 'number' || part.kind === 'bigint';
      case 'u':
      case 's':
        return part.kind === 'string';
      case 'd':
        return part.kind === 'object' || (field.includes('?') && part.kind === 'null');
      default:
        return part.kind === 'array' || part.kind === 'null';
    }
  });
}

function isEmpty(value: Value): boolean {
  if (value.kind === 'array') return value.items.length === 0;
  return value.kind === 'object' ? value.entries.length === 0 : value.kind === 'null';
}

function exchangeOf(
  { name, asks, answers }: WampMessage,
  request: Value | undefined,
  requestType: number | undefined,
  uri: string | undefined,
): Exchange {
  const id = idOf(request) ?? '';
  if (name === 'ERROR')
    return { role: 'reply', id: `${MESSAGES.get(requestType ?? 0)?.asks} ${id}`, isError: true };
  // A session has one hello, and its answer another kind of id.
  if (answers === 'hello') return { role: 'reply', id: 'hello', ...(name === 'ABORT' && { isError: true }) };
  if (asks === 'hello') return { role: 'request', id: 'hello', name };
  if (answers !== undefined) return { role: 'reply', id: `${answers} ${id}` };
  if (asks !== undefined) return { role: 'request', id: `${asks} ${id}`, name: uri ?? name };
  return name === 'GOODBYE' ? { role: 'handshake' } : { role: 'event', name: uri ?? name };
}
