import { comparisonOf, type Literal, literalOf, OPERATORS, type Operator } from './comparison.ts';
import { parseFieldPath } from './field-path.ts';
import { keyTerm, VOCABULARY } from './key-terms.ts';
import { Lexer, type Token, type WrittenValue } from './lexer.ts';
import type { QueryNode, QueryTerm } from './query-node.ts';
import { Misreading, type Span } from './span.ts';

export type ParsedQuery =
  /** `null` for a query that asks nothing. */
  | { readonly ok: true; readonly query: QueryNode | null }
  | { readonly ok: false; readonly error: QueryError };

export interface QueryError {
  /** A sentence for the person. */
  readonly message: string;
  readonly span: Span;
}

/** UTF-16 code units. */
const MAX_LENGTH = 10_000;
const MAX_DEPTH = 100;
const MAX_TERMS = 500;

/** How tightly `or` and `and` bind; what only stands beside each other binds as `and`. */
const STRENGTH = { or: 1, and: 2 } as const;

/** Reads the filter's language. Never throws; every span is within the text. */
export function parseQuery(text: string): ParsedQuery {
  try {
    if (text.length > MAX_LENGTH) {
      const span = { start: MAX_LENGTH, end: text.length };
      throw new Misreading('A query has at most 10,000 characters.', span);
    }
    const tokens = new Lexer(text, VOCABULARY).all();
    return { ok: true, query: new Parser(text, tokens).query() };
  } catch (error) {
    if (!(error instanceof Misreading)) throw error;
    return { ok: false, error: { message: error.message, span: visible(error.span, text) } };
  }
}

/** Where something is missing, the word that it is missing after. */
function visible({ start, end }: Span, text: string): Span {
  return start < end ? { start, end } : { start: text.slice(0, end).search(/\S*.$/s), end };
}

/** A Pratt parser. */
class Parser {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  #terms = 0;

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  query(): QueryNode | null {
    return this.#tokens.length === 0 ? null : this.#expression(0);
  }

  #expression(strength: number): QueryNode {
    let left = this.#prefix();
    for (let word = this.#infix(); word !== null && STRENGTH[word.kind] > strength; word = this.#infix()) {
      if (word.token) {
        this.#at++;
        if (this.#isOver()) {
          const what = this.#text.slice(word.token.span.start, word.token.span.end);
          throw new Misreading(`Something has to follow “${what}”. In quotes it is a text.`, word.token.span);
        }
      }
      left = joined(word.kind, left, this.#expression(STRENGTH[word.kind]));
    }
    return left;
  }

  /** How the query goes on behind a complete expression; `token` where that is written. */
  #infix(): { readonly kind: 'and' | 'or'; readonly token: Token | null } | null {
    const token = this.#tokens[this.#at];
    if (!token || token.kind === 'close') return null;
    const word = bareWord(token);
    if (word === 'and' || word === 'or') return { kind: word, token };
    return { kind: 'and', token: null };
  }

  #prefix(): QueryNode {
    const token = this.#tokens[this.#at++];
    if (!token) throw this.#unfinished();
    const { span } = token;
    const isNot = token.kind === 'minus' || (bareWord(token) === 'not' && !this.#isOver());
    if (isNot) {
      const node = this.#nested(span, () => this.#prefix());
      return { kind: 'not', node, span: { start: span.start, end: node.span.end } };
    }
    if (token.kind === 'open') return this.#group(span);
    if (token.kind === 'close') throw new Misreading('There is nothing between these brackets.', span);
    if (++this.#terms > MAX_TERMS) throw new Misreading(`A query has at most ${MAX_TERMS} terms.`, span);
    return { ...this.#term(token), span };
  }

  #group(open: Span): QueryNode {
    if (this.#tokens[this.#at]?.kind === 'close') {
      const end = this.#tokens[this.#at]?.span.end ?? open.end;
      throw new Misreading('There is nothing between these brackets.', { start: open.start, end });
    }
    const node = this.#nested(open, () => this.#expression(0));
    const close = this.#tokens[this.#at++];
    if (!close) throw new Misreading('This bracket is not closed.', open);
    return node;
  }

  #nested(span: Span, read: () => QueryNode): QueryNode {
    if (++this.#depth > MAX_DEPTH) throw new Misreading('Too many brackets are within each other.', span);
    if (this.#tokens.length === this.#at) throw new Misreading('Something has to follow this.', span);
    const node = read();
    this.#depth--;
    return node;
  }

  #term(token: Token): QueryTerm {
    switch (token.kind) {
      case 'value':
        return valueTerm(token.value);
      case 'key': {
        const { value } = token;
        // Only where it stands alone is it a regular expression: "connection:/game/" is a part of a URL.
        const text = value.form === 'regex' ? this.#text.slice(value.span.start, value.span.end) : value.text;
        return keyTerm(token.key, { ...token, value: { ...value, text } });
      }
      case 'field': {
        const path = parseFieldPath(token.decoder, token.path.text, token.path.span.start);
        if (!token.comparison) return { kind: 'field', path, comparison: null };
        const { operator, value } = token.comparison;
        if (value.text === '' && value.form === 'word') {
          throw new Misreading('A value to compare with is missing, such as 7 or "move".', token.span);
        }
        const comparison = comparisonOf(operatorOf(operator), fieldLiteral(value), value.span);
        return { kind: 'field', path, comparison };
      }
      case 'open':
      case 'close':
      case 'minus':
        throw new Misreading('This cannot stand here.', token.span);
    }
  }

  #isOver(): boolean {
    const token = this.#tokens[this.#at];
    return !token || token.kind === 'close';
  }

  #unfinished(): Misreading {
    const end = this.#text.length;
    return new Misreading('Something has to follow here.', { start: Math.max(0, end - 1), end });
  }
}

/** A word that may be an operator, in small letters; quotes make it a text. */
function bareWord(token: Token): string | null {
  return token.kind === 'value' && token.value.form === 'word' ? token.value.text.toLowerCase() : null;
}

function joined(kind: 'and' | 'or', left: QueryNode, right: QueryNode): QueryNode {
  const nodes = [left, right].flatMap((node) => (node.kind === kind ? node.nodes : [node]));
  return { kind, nodes, span: { start: left.span.start, end: right.span.end } };
}

function valueTerm(value: WrittenValue): QueryTerm {
  if (value.form !== 'regex') return { kind: 'text', text: value.text };
  const { source, flags } = checkedRegex(value);
  return { kind: 'regex', source, flags };
}

function fieldLiteral(value: WrittenValue): Literal {
  if (value.form === 'quoted') return { type: 'string', value: value.text };
  return value.form === 'word' ? literalOf(value.text) : { type: 'regex', ...checkedRegex(value) };
}

function checkedRegex({ text, flags, span }: WrittenValue): { source: string; flags: string } {
  try {
    const regex = new RegExp(text, flags.replace(/[gy]/g, ''));
    return { source: regex.source, flags: regex.flags };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Misreading(
      `Invalid regular expression: ${why.replace(/^Invalid regular expression: /, '')}`,
      span,
    );
  }
}

function operatorOf(text: string): Operator {
  return text === '=' ? '==' : (OPERATORS.find((operator) => operator === text) ?? '==');
}
