import { Misreading, type Span } from './span.ts';

export const OPERATORS = ['==', '!=', '<=', '>=', '<', '>', '~'] as const;
export type Operator = (typeof OPERATORS)[number];

/** What a field's value is held against. */
export type Literal =
  | { readonly type: 'string'; readonly value: string }
  /** `exact` where it is a whole number that a `number` would round. */
  | { readonly type: 'number'; readonly value: number; readonly exact: bigint | null }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'null' }
  | { readonly type: 'regex'; readonly source: string; readonly flags: string };

export interface Comparison {
  readonly operator: Operator;
  readonly literal: Literal;
}

const NUMBER = /^-?(?:0x[\da-f]+|\d+(?:\.\d+)?(?:e[+-]?\d+)?)$/i;

/** A word as a literal: a number, `true`, `false`, `null`, or else a string. */
export function literalOf(word: string): Literal {
  if (NUMBER.test(word)) {
    const isNegative = word.startsWith('-');
    const magnitude = isNegative ? word.slice(1) : word;
    const value = isNegative ? -Number(magnitude) : Number(magnitude);
    if (
      !Number.isInteger(value) ||
      Number.isSafeInteger(value) ||
      /[.e]/i.test(magnitude.replace(/^0x.*/i, ''))
    ) {
      return { type: 'number', value, exact: null };
    }
    return { type: 'number', value, exact: isNegative ? -BigInt(magnitude) : BigInt(magnitude) };
  }
  if (word === 'true' || word === 'false') return { type: 'boolean', value: word === 'true' };
  return word === 'null' ? { type: 'null' } : { type: 'string', value: word };
}

/** @throws {Misreading} where an operator cannot do with a literal */
export function comparisonOf(operator: Operator, literal: Literal, span: Span): Comparison {
  const isOrder = operator === '<' || operator === '<=' || operator === '>' || operator === '>=';
  if (literal.type === 'regex' && operator !== '~') {
    throw new Misreading('A regular expression is compared by ~, such as json.op ~ /^mo/.', span);
  }
  if (isOrder && literal.type !== 'number' && literal.type !== 'string') {
    throw new Misreading('Only numbers and texts are more or less than others.', span);
  }
  return { operator, literal };
}

/** @returns whether a decoded value compares as asked */
export function comparisonTest({ operator, literal }: Comparison): (value: unknown) => boolean {
  if (operator === '~') return containsTest(literal);
  if (operator === '!=') {
    const isEqual = equalTest(literal);
    return (value) => !isEqual(value);
  }
  if (operator === '==') return equalTest(literal);
  const order = orderOf(literal);
  switch (operator) {
    case '<':
      return (value) => order(value) < 0;
    case '<=':
      return (value) => order(value) <= 0;
    case '>':
      return (value) => order(value) > 0;
    case '>=':
      return (value) => order(value) >= 0;
  }
}

function equalTest(literal: Literal): (value: unknown) => boolean {
  switch (literal.type) {
    case 'number': {
      const order = orderOf(literal);
      return (value) => order(value) === 0;
    }
    case 'null':
      return (value) => value === null;
    case 'string':
    case 'boolean':
      return (value) => value === literal.value;
    case 'regex':
      return () => false;
  }
}

/** @returns how a value stands to the literal: below 0 for less, above 0 for more, `NaN` for neither */
function orderOf(literal: Literal): (value: unknown) => number {
  if (literal.type === 'string') {
    return (value) =>
      typeof value !== 'string' ? Number.NaN : value < literal.value ? -1 : value > literal.value ? 1 : 0;
  }
  if (literal.type !== 'number') return () => Number.NaN;
  const against = literal.exact ?? literal.value;
  return (value) => {
    if (typeof value !== 'number' && typeof value !== 'bigint') return Number.NaN;
    return value < against ? -1 : value > against ? 1 : Number.isNaN(value) ? Number.NaN : 0;
  };
}

function containsTest(literal: Literal): (value: unknown) => boolean {
  if (literal.type === 'regex') {
    const regex = new RegExp(literal.source, literal.flags);
    return (value) => isPlain(value) && regex.test(String(value));
  }
  const text = (literal.type === 'null' ? 'null' : String(literal.value)).toLowerCase();
  return (value) => isPlain(value) && String(value).toLowerCase().includes(text);
}

function isPlain(value: unknown): value is string | number | bigint | boolean {
  return ['string', 'number', 'bigint', 'boolean'].includes(typeof value);
}
