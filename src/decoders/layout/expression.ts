import type { Expression, Operator } from './syntax.ts';
import type { TokenStream } from './token-stream.ts';

/** What binds closer comes later. */
const LEVELS: readonly (readonly Operator[])[] = [
  ['||'],
  ['&&'],
  ['==', '!=', '<', '>', '<=', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/', '%'],
];
const MAX_DEPTH = 50;

/** `count - 1`, `(flags & 4) != 0`, `header.size * 2` */
export function parseExpression(tokens: TokenStream, level = 0, depth = 0): Expression {
  const operators = LEVELS[level];
  if (!operators) return operand(tokens, depth);
  let left = parseExpression(tokens, level + 1, depth);
  for (let count = 0; ; count++) {
    const operator = operators.find((sign) => tokens.isSign(sign));
    if (operator === undefined) return left;
    if (count > MAX_DEPTH) throw tokens.error('This is too long');
    tokens.next();
    left = { kind: 'binary', operator, left, right: parseExpression(tokens, level + 1, depth) };
  }
}

function operand(tokens: TokenStream, depth: number): Expression {
  if (depth > MAX_DEPTH) throw tokens.error('This is nested too deep');
  if (tokens.take('(')) {
    const inner = parseExpression(tokens, 0, depth + 1);
    tokens.expect(')');
    return inner;
  }
  if (!tokens.isName) return { kind: 'literal', value: tokens.integer() };
  const path = [tokens.next().text];
  while (tokens.take('.')) path.push(tokens.name('the name of a field').text);
  return { kind: 'name', path };
}

/**
 * Computes with whole numbers.
 * @param look gives the value of a field; throws where there is none
 */
export function evaluate(expression: Expression, look: (path: readonly string[]) => bigint): bigint {
  if (expression.kind === 'literal') return expression.value;
  if (expression.kind === 'name') return look(expression.path);
  const left = evaluate(expression.left, look);
  const right = evaluate(expression.right, look);
  return compute(expression.operator, left, right);
}

function compute(operator: Operator, left: bigint, right: bigint): bigint {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0n ? 0n : left / right;
    case '%':
      return right === 0n ? 0n : left % right;
    case '&':
      return left & right;
    case '==':
      return BigInt(left === right);
    case '!=':
      return BigInt(left !== right);
    case '<':
      return BigInt(left < right);
    case '>':
      return BigInt(left > right);
    case '<=':
      return BigInt(left <= right);
    case '>=':
      return BigInt(left >= right);
    case '&&':
      return BigInt(left !== 0n && right !== 0n);
    case '||':
      return BigInt(left !== 0n || right !== 0n);
  }
}
