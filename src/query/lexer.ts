import type { Span } from './span.ts';

interface Written {
  readonly text: string;
  readonly span: Span;
}

/** What stands behind an operator, and how it was written. */
export interface WrittenValue extends Written {
  readonly form: 'word' | 'quoted' | 'regex';
  /** Of a regular expression. */
  readonly flags: string;
}

/** The smallest parts of a query. */
export type Token = { readonly span: Span } & (
  | { readonly kind: 'open' | 'close' | 'minus' }
  /** A word as it stands; `and`, `or` and `not` are words too. */
  | { readonly kind: 'value'; readonly value: WrittenValue }
  | { readonly kind: 'key'; readonly key: string; readonly operator: string; readonly value: WrittenValue }
  | {
      readonly kind: 'field';
      readonly decoder: string;
      readonly path: Written;
      readonly comparison: { readonly operator: string; readonly value: WrittenValue } | null;
    }
);

/** What a word has to begin with so that it is no plain text. */
export interface Vocabulary {
  /** What may stand before `:` or an operator. */
  readonly keys: ReadonlySet<string>;
  /** Of these, those that go with `<`, `=`, `>` too. */
  readonly comparable: ReadonlySet<string>;
  /** What may stand before `.` or `[`; so may `$`. */
  readonly decoders: ReadonlySet<string>;
}

const SPACE = /\s*/y;
const REGEX = /\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)(?=[\s)]|$)/y;
const QUOTED = /"((?:[^"\\]|\\[^])*)"(?=[\s)]|$)/y;
const OPEN_QUOTE = /"((?:[^"\\]|\\[^])*)$/y;
const NAME = /[a-z][a-z0-9-]*/iy;
const COLON = /:/y;
const COLON_OPERATOR = /:([<>]=?|=)?/y;
const COMPARISON = /\s*(==|!=|<=|>=|=|<|>)\s*/y;
const FIELD_OPERATOR = /\s*(==|!=|<=|>=|=|<|>|~)\s*/y;
const BRACKETS = /\[(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\]"'\s])*\]?/y;

/** Takes a query apart. Every text has tokens: what is nothing else is a word. */
export class Lexer {
  readonly #text: string;
  readonly #vocabulary: Vocabulary;
  #at = 0;
  #depth = 0;

  constructor(text: string, vocabulary: Vocabulary) {
    this.#text = text;
    this.#vocabulary = vocabulary;
  }

  all(): Token[] {
    const tokens: Token[] = [];
    for (this.#match(SPACE); this.#at < this.#text.length; this.#match(SPACE)) {
      const start = this.#at;
      const token = this.#next();
      tokens.push({ ...token, span: { start, end: this.#at } });
    }
    return tokens;
  }

  #next() {
    const character = this.#text[this.#at];
    if (character === '(' || (character === ')' && this.#depth > 0)) {
      this.#at++;
      this.#depth += character === '(' ? 1 : -1;
      return { kind: character === '(' ? 'open' : 'close' } as const;
    }
    if (character === '-' && /\S/.test(this.#text[this.#at + 1] ?? '')) {
      this.#at++;
      return { kind: 'minus' } as const;
    }
    return this.#field() ?? this.#key() ?? ({ kind: 'value', value: this.#value() } as const);
  }

  #key() {
    const start = this.#at;
    const key = this.#match(NAME)?.[0].toLowerCase();
    if (key !== undefined && this.#vocabulary.keys.has(key)) {
      const isComparable = this.#vocabulary.comparable.has(key);
      const match =
        this.#match(isComparable ? COLON_OPERATOR : COLON) ?? (isComparable ? this.#match(COMPARISON) : null);
      if (match) return { kind: 'key', key, operator: match[1] ?? '', value: this.#value() } as const;
    }
    this.#at = start;
    return null;
  }

  #field() {
    const start = this.#at;
    const decoder = this.#text[start] === '$' ? '$' : this.#match(NAME)?.[0].toLowerCase();
    if (decoder === undefined || (decoder !== '$' && !this.#vocabulary.decoders.has(decoder))) {
      this.#at = start;
      return null;
    }
    if (decoder === '$') this.#at++;
    const from = this.#at;
    if (!/[.[]/.test(this.#text[from] ?? '')) {
      this.#at = start;
      return null;
    }
    while (this.#at < this.#text.length && !/[\s()=!<>~]/.test(this.#text[this.#at] ?? '')) {
      if (!this.#match(BRACKETS)) this.#at++;
    }
    const path = this.#written(from);
    const operator = this.#match(FIELD_OPERATOR)?.[1];
    const comparison = operator === undefined ? null : { operator, value: this.#value() };
    return { kind: 'field', decoder, path, comparison } as const;
  }

  /** A regular expression, a quoted text, or everything up to a space or the end of a group. */
  #value(): WrittenValue {
    const start = this.#at;
    const regex = this.#match(REGEX);
    if (regex) {
      return { text: regex[1] ?? '', flags: regex[2] ?? '', form: 'regex', span: { start, end: this.#at } };
    }
    const quoted = this.#match(QUOTED) ?? this.#match(OPEN_QUOTE);
    if (quoted) {
      const text = (quoted[1] ?? '').replace(/\\(["\\])/g, '$1');
      return { text, flags: '', form: 'quoted', span: { start, end: this.#at } };
    }
    let open = 0;
    for (; this.#at < this.#text.length; this.#at++) {
      const character = this.#text[this.#at] ?? '';
      if (/\s/.test(character)) break;
      if (character === '(') open++;
      // Outside all groups a bracket is a character like others, as in ":)".
      if (character === ')' && --open < 0 && this.#depth > 0) break;
    }
    return { ...this.#written(start), flags: '', form: 'word' };
  }

  #written(start: number): Written {
    return { text: this.#text.slice(start, this.#at), span: { start, end: this.#at } };
  }

  /** Goes on behind what matches here. */
  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match) this.#at = pattern.lastIndex;
    return match;
  }
}
