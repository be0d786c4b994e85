import { type Token, tokensOf } from './lexer.ts';
import { LayoutError } from './syntax.ts';

/** The tokens of a layout, taken one after another. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  readonly #end: Token;
  #at = 0;

  constructor(text: string) {
    this.#tokens = tokensOf(text);
    this.#end = this.#tokens.at(-1) ?? { kind: 'end', text: '', line: 1, column: 1 };
  }

  get peek(): Token {
    return this.#tokens[this.#at] ?? this.#end;
  }

  get isEnd(): boolean {
    return this.peek.kind === 'end';
  }

  get isName(): boolean {
    return this.peek.kind === 'name';
  }

  next(): Token {
    const token = this.peek;
    this.#at++;
    return token;
  }

  isSign(sign: string): boolean {
    return this.peek.kind === 'sign' && this.peek.text === sign;
  }

  isWord(word: string): boolean {
    return this.isName && this.peek.text === word;
  }

  /** Takes the sign if it is the next token. */
  take(sign: string): boolean {
    if (!this.isSign(sign)) return false;
    this.#at++;
    return true;
  }

  takeWord(word: string): boolean {
    if (!this.isWord(word)) return false;
    this.#at++;
    return true;
  }

  expect(sign: string): void {
    if (!this.take(sign)) throw this.error(`${sign} is expected`);
  }

  name(what: string): Token {
    if (!this.isName) throw this.error(`${capitalised(what)} is expected`);
    return this.next();
  }

  /** `10`, `0x1f`, `0b101`, `'A'`, each with a minus before it or without. */
  integer(): bigint {
    const sign = this.take('-') ? -1n : 1n;
    if (this.peek.kind !== 'number') throw this.error('A number is expected');
    const { text } = this.next();
    return sign * (text.startsWith("'") ? BigInt(text.codePointAt(1) ?? 0) : BigInt(text));
  }

  /** An error at a token, the next one by default. */
  error(message: string, { line, column, text, kind }: Token = this.peek): LayoutError {
    const where = kind === 'end' ? 'at the end' : `at “${text}”`;
    return new LayoutError(`${message}, ${where}`, line, column);
  }
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
