import { type Direction, type FrameType, frameTypeOf } from '../websocket/frame.ts';
import { DECODERS } from '../decoders/registry.ts';
import { parseHexPattern } from './hex-pattern.ts';
import type { Vocabulary, WrittenValue } from './lexer.ts';
import type { QueryTerm } from './query-node.ts';
import { Misreading, type Span } from './span.ts';
import { parseTimeRange, type TimeOperator } from './time-range.ts';

/** `key:value` as it was written. */
export interface WrittenTerm {
  /** `<`, `>=` and the like; empty for none. */
  readonly operator: string;
  readonly value: WrittenValue;
  readonly span: Span;
}

type ReadTerm = (term: WrittenTerm) => QueryTerm;

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  in: 'received',
  out: 'sent',
  received: 'received',
  sent: 'sent',
};
export const TYPES: readonly FrameType[] = [
  'text',
  'binary',
  'continuation',
  'close',
  'ping',
  'pong',
  'reserved',
];

const KEYS: ReadonlyMap<string, ReadTerm> = new Map([
  ['dir', direction],
  ['direction', direction],
  ['type', type],
  ['opcode', opcode],
  ['size', length],
  ['length', length],
  ['time', (term) => time(term.operator === '' || term.operator === '=' ? 'in' : term.operator, term)],
  ['since', (term) => time('since', term)],
  ['until', (term) => time('until', term)],
  ['connection', connection],
  ['hex', hex],
] satisfies [string, ReadTerm][]);

export const VOCABULARY: Vocabulary = {
  keys: new Set(KEYS.keys()),
  comparable: new Set(['size', 'length', 'time']),
  decoders: new Set(DECODERS.map(({ id }) => id)),
};

/** @throws {Misreading} */
export function keyTerm(key: string, term: WrittenTerm): QueryTerm {
  const read = KEYS.get(key);
  if (!read) throw new Misreading(`“${key}” is no key.`, term.span);
  return read(term);
}

function direction({ value, span }: WrittenTerm): QueryTerm {
  const direction = DIRECTIONS[value.text.toLowerCase()];
  if (!direction) throw new Misreading('The direction is in or out.', span);
  return { kind: 'direction', direction };
}

function type({ value, span }: WrittenTerm): QueryTerm {
  const type = TYPES.find((type) => type === value.text.toLowerCase());
  if (!type) throw new Misreading(`The type is ${TYPES.slice(0, -1).join(', ')} or ${TYPES.at(-1)}.`, span);
  return { kind: 'type', type };
}

/** By its name or its number (RFC 6455 §11.8). */
function opcode(term: WrittenTerm): QueryTerm {
  const { text } = term.value;
  if (!/^(?:0x[\da-f]|\d|1[0-5])$/i.test(text)) return type(term);
  return { kind: 'type', type: frameTypeOf(Number(text)) };
}

const LENGTH = /^(\d+(?:\.\d+)?)(?:([kmg])(i?)b?|b)?$/i;
const POWERS: Readonly<Record<string, number>> = { k: 1, m: 2, g: 3 };

function length({ operator, value, span }: WrittenTerm): QueryTerm {
  const { text } = value;
  const dots = text.indexOf('..');
  if (dots >= 0 && (operator === '' || operator === '=')) {
    const [min, max] = [text.slice(0, dots), text.slice(dots + 2)];
    if (min === '' && max === '') throw wrongLength(value.span);
    return lengthBetween(
      min === '' ? 0 : bytesOf(min, value.span),
      max === '' ? Infinity : bytesOf(max, value.span),
    );
  }
  const bytes = bytesOf(text, value.span);
  switch (operator) {
    case '<':
      return lengthBetween(0, Math.ceil(bytes) - 1);
    case '<=':
      return lengthBetween(0, bytes);
    case '>':
      return lengthBetween(Math.floor(bytes) + 1, Infinity);
    case '>=':
      return lengthBetween(bytes, Infinity);
    case '':
    case '=':
    case '==':
      return lengthBetween(bytes, bytes);
    default:
      throw new Misreading('A length is compared by <, <=, =, >= or >.', span);
  }
}

function lengthBetween(min: number, max: number): QueryTerm {
  return { kind: 'length', min, max };
}

/** 1k is 1,000 bytes, as lengths are shown; 1ki is 1,024. */
function bytesOf(text: string, span: Span): number {
  const match = LENGTH.exec(text);
  if (!match) throw wrongLength(span);
  const [, amount, unit = '', binary = ''] = match;
  const power = POWERS[unit.toLowerCase()] ?? 0;
  return Number(amount) * (binary === '' ? 1000 : 1024) ** power;
}

function wrongLength(span: Span): Misreading {
  return new Misreading(
    'A length is a number of bytes, such as 100, 1.5k or 2MiB, or two of them: 100..200.',
    span,
  );
}

const TIME_OPERATORS: ReadonlySet<string> = new Set<TimeOperator>([
  'in',
  'since',
  'until',
  '<',
  '<=',
  '>',
  '>=',
]);

function time(operator: string, { value, span }: WrittenTerm): QueryTerm {
  if (!isTimeOperator(operator)) throw new Misreading('A time is compared by <, <=, >= or >.', span);
  return { kind: 'time', range: parseTimeRange(operator, value.text, value.span.start) };
}

function isTimeOperator(operator: string): operator is TimeOperator {
  return TIME_OPERATORS.has(operator);
}

function connection({ value, span }: WrittenTerm): QueryTerm {
  const { text, form } = value;
  if (text === '') throw new Misreading('A part of the connection’s URL is missing, or its number.', span);
  const isNumber = form === 'word' && /^\d{1,9}$/.test(text);
  return { kind: 'connection', connection: isNumber ? Number(text) : text };
}

function hex({ value }: WrittenTerm): QueryTerm {
  const start = value.span.start + (value.form === 'quoted' ? 1 : 0);
  return { kind: 'hex', pattern: parseHexPattern(value.text, start) };
}
