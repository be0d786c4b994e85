import { attachmentOf, withAttachmentNames } from './socket-io-attachment.ts';
import { type Decoded, type DecodeContext, type Decoder, type Exchange, NOT_MINE } from '../decoder.ts';
import { isEngineIo, readPacket, type SocketIoPacket } from './socket-io-packet.ts';
import { PayloadText } from '../formats/payload-text.ts';
import { itemOf, numberValue, objectOf, textOf, textValue } from '../values/value-access.ts';
import { shorten, summaryOf } from '../values/summary.ts';
import type { Value } from '../values/value.ts';
import { MAX_SUMMARY } from '../decoder.ts';

const ENGINE_TYPES = ['open', 'close', 'ping', 'pong', 'message', 'upgrade', 'noop'];
const HEARTBEAT: readonly Exchange[] = [{ role: 'heartbeat' }];
const HANDSHAKE: readonly Exchange[] = [{ role: 'handshake' }];
/** How much a packet that could be any short text looks like Engine.IO where the connection does not. */
const STRAY = 0.3;

/** Socket.IO's protocol 5 in Engine.IO's protocol 4, and what of the protocols before is the same. */
export const decoder: Decoder = {
  decode(payload, context) {
    if (!payload.isText) return attachmentOf(payload, context);
    const text = new PayloadText(payload, context.limits.bytes);
    const type = text.text.charCodeAt(0) - 0x30;
    const name = ENGINE_TYPES[type];
    if (name === undefined || text.isShortened) return NOT_MINE;
    const rest = text.text.slice(1);
    const offset = text.offset(1);
    const body = payload.bytes.subarray(offset);
    const engine = numberValue(type, name);
    if (name === 'message') return message(readPacket(text.text), { payload, text, engine, context });
    if (name === 'open') return opening(body, offset, engine, context);
    const isProbe = rest === 'probe' && (name === 'ping' || name === 'pong');
    if (rest !== '' && !isProbe) return NOT_MINE;
    return {
      outcome: 'decoded',
      value: objectOf({ engine, data: isProbe ? textValue(rest) : undefined }),
      summary: `Engine.IO ${name}${isProbe ? ' probe' : ''}`,
      ...((name === 'ping' || name === 'pong') && { exchanges: HEARTBEAT }),
      likelihood: isEngineIo(context.frames) ? 1 : STRAY,
    };
  },
};

function opening(
  body: Uint8Array,
  offset: number,
  engine: Value,
  context: DecodeContext,
): Decoded | typeof NOT_MINE {
  const data = context.nest({
    bytes: body,
    isText: true,
    format: 'json',
    start: offset,
    end: offset + body.length,
  });
  if (body[0] !== 0x7b) return NOT_MINE;
  return {
    outcome: 'decoded',
    value: objectOf({ engine, data }),
    summary: `Engine.IO open ${data.summary ?? ''}`.trimEnd(),
    exchanges: HANDSHAKE,
    likelihood: 1,
  };
}

interface Around {
  readonly payload: { readonly bytes: Uint8Array };
  readonly text: PayloadText;
  readonly engine: Value;
  readonly context: DecodeContext;
}

function message(packet: SocketIoPacket | null, around: Around): Decoded | typeof NOT_MINE {
  const { payload, text, engine, context } = around;
  if (!packet) return engineMessage(around);
  const { type, name, attachments, namespace, id } = packet;
  const start = text.offset(packet.bodyAt);
  const bytes = payload.bytes.subarray(start);
  const data =
    bytes.length > 0
      ? context.nest({ bytes, isText: true, format: 'json', start, end: start + bytes.length })
      : undefined;
  // A digit, two digits: any number is such a text.
  const isTelling = data?.value?.kind === 'array' || data?.value?.kind === 'object' || namespace !== '/';
  if (data?.problem?.startsWith('broken') && context.reason === 'content') return NOT_MINE;
  const event = name.endsWith('ack') ? undefined : textOf(itemOf(data?.value, 0));
  return {
    outcome: 'decoded',
    value: objectOf({
      engine,
      type: numberValue(type, name),
      attachments: attachments > 0 ? numberValue(attachments) : undefined,
      namespace: namespace === '/' ? undefined : textValue(namespace),
      id: id === null ? undefined : numberValue(id),
      data,
    }),
    summary: summaryIn(packet, event, data?.value, data?.summary),
    exchanges: [exchangeOf(packet, event)],
    likelihood: isTelling || isEngineIo(context.frames) ? 1 : STRAY,
  };
}

/** An Engine.IO message that carries something other than Socket.IO: only believed where it is told or known. */
function engineMessage({ payload, engine, context }: Around): Decoded | typeof NOT_MINE {
  if (context.reason === 'content' && !isEngineIo(context.frames)) return NOT_MINE;
  const bytes = payload.bytes.subarray(1);
  const data = context.nest({ bytes, isText: true, start: 1, end: payload.bytes.length });
  const summary = shorten(`Engine.IO message ${data.summary ?? ''}`.trimEnd(), MAX_SUMMARY);
  return { outcome: 'decoded', value: objectOf({ engine, data }), summary, likelihood: 1 };
}

function exchangeOf({ name, namespace, id }: SocketIoPacket, event: string | undefined): Exchange {
  const key = `${namespace} ${id}`;
  if (name === 'connect' || name === 'connect error' || name === 'disconnect') return { role: 'handshake' };
  if (name.endsWith('ack')) return { role: 'reply', id: key };
  const named = event === undefined ? {} : { name: event };
  return id === null ? { role: 'event', ...named } : { role: 'request', id: key, ...named };
}

function summaryIn(
  { name, namespace, id }: SocketIoPacket,
  event: string | undefined,
  data: Value | undefined,
  whole: string | undefined,
): string {
  const where = namespace === '/' ? '' : `${namespace} `;
  const values = data?.kind === 'array' ? (event === undefined ? data.items : data.items.slice(1)) : null;
  const said = values
    ? values.map((value) => summaryOf(withAttachmentNames(value))).join(', ')
    : (whole ?? '');
  const what = event ?? (id !== null && name.endsWith('ack') ? `ack ${id}` : name);
  const wants = event !== undefined && id !== null ? `, ack ${id}` : '';
  return shorten(`${where}${what}${said === '' ? '' : ` → ${said}`}${wants}`, MAX_SUMMARY);
}
