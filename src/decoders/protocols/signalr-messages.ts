import type { Direction } from '../../websocket/frame.ts';
import type { Exchange } from '../decoder.ts';
import { summaryOf } from '../values/summary.ts';
import { fieldOf, idOf, integerOf, itemOf, textOf } from '../values/value-access.ts';
import type { Value } from '../values/value.ts';

export interface SignalRMessage {
  readonly name: string;
  readonly summary: string;
  readonly exchange: Exchange;
}

interface Parts {
  readonly id?: string | undefined;
  readonly target?: string | undefined;
  readonly values?: Value | undefined;
  readonly error?: string | undefined;
}

const NAMES = [
  '',
  'Invocation',
  'StreamItem',
  'Completion',
  'StreamInvocation',
  'CancelInvocation',
  'Ping',
  'Close',
  'Ack',
  'Sequence',
];

/** The first record of either end: the protocol that is asked for, and `{}` or an error. */
export function handshakeOf(value: Value, direction: Direction): SignalRMessage | null {
  if (value.kind !== 'object' || fieldOf(value, 'type')) return null;
  const protocol = textOf(fieldOf(value, 'protocol'));
  if (protocol !== undefined && fieldOf(value, 'version')) {
    const exchange: Exchange = { role: 'request', id: 'handshake', name: 'handshake' };
    return { name: 'Handshake', summary: `handshake → ${protocol}`, exchange };
  }
  const error = textOf(fieldOf(value, 'error'));
  if (direction !== 'received' || (value.entries.length > 0 && error === undefined)) return null;
  return {
    name: 'Handshake',
    summary: error === undefined ? 'handshake accepted' : `handshake refused: ${error}`,
    exchange: { role: 'reply', id: 'handshake', ...(error !== undefined && { isError: true }) },
  };
}

/** A message of the JSON protocol. */
export function messageInObject(value: Value): SignalRMessage | null {
  const type = integerOf(fieldOf(value, 'type'));
  if (type === undefined) return null;
  return describe(type, {
    id: idOf(fieldOf(value, 'invocationId')),
    target: textOf(fieldOf(value, 'target')),
    values: fieldOf(value, 'arguments') ?? fieldOf(value, 'item') ?? fieldOf(value, 'result'),
    error: textOf(fieldOf(value, 'error')),
  });
}

/** A message of the MessagePack protocol: an array whose places have a meaning by its type. */
export function messageInArray(value: Value): SignalRMessage | null {
  const type = integerOf(itemOf(value, 0));
  if (type === undefined || value.kind !== 'array') return null;
  const id = idOf(itemOf(value, 2));
  switch (type) {
    case 1:
    case 4: {
      const target = textOf(itemOf(value, 3));
      return target === undefined ? null : describe(type, { id, target, values: itemOf(value, 4) });
    }
    case 2:
      return describe(type, { id, values: itemOf(value, 3) });
    case 3: {
      const result = itemOf(value, 4);
      const isError = integerOf(itemOf(value, 3)) === 1;
      return describe(type, {
        id,
        values: isError ? undefined : result,
        error: isError ? textOf(result) : undefined,
      });
    }
    case 7:
      return describe(type, { error: textOf(itemOf(value, 1)) });
    default:
      return describe(type, { id });
  }
}

function describe(type: number, { id, target, values, error }: Parts): SignalRMessage | null {
  const name = NAMES[type];
  if (!name) return null;
  const isEmpty = values?.kind === 'array' && values.items.length === 0;
  const said = values && !isEmpty ? ` → ${summaryOf(values)}` : '';
  switch (name) {
    case 'Invocation':
    case 'StreamInvocation':
      if (target === undefined) return null;
      return {
        name,
        summary: `${target}${said}`,
        exchange: id === undefined ? { role: 'event', name: target } : { role: 'request', id, name: target },
      };
    case 'StreamItem':
    case 'Completion': {
      if (id === undefined) return null;
      const what =
        error === undefined
          ? name === 'StreamItem'
            ? `item${said}`
            : `completed${said}`
          : `failed: ${error}`;
      return {
        name,
        summary: what,
        exchange: { role: 'reply', id, ...(error !== undefined && { isError: true }) },
      };
    }
    case 'Ping':
      return { name, summary: 'ping', exchange: { role: 'heartbeat' } };
    case 'Close':
      return {
        name,
        summary: error === undefined ? 'close' : `close: ${error}`,
        exchange: { role: 'handshake' },
      };
    default:
      return { name, summary: name, exchange: { role: 'event', name } };
  }
}
