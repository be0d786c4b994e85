import { parseExpression } from './expression.ts';
import { numberTypeOf } from './number-types.ts';
import {
  type EnumType,
  type FieldType,
  type Layout,
  LayoutError,
  type NumberType,
  type Size,
  type Statement,
  type SwitchCase,
} from './syntax.ts';
import { TokenStream } from './token-stream.ts';
import type { Token } from './lexer.ts';

/** Nesting of blocks in a layout; nobody writes more by hand. */
const MAX_DEPTH = 100;

/** Reads a layout. Throws {@link LayoutError} at the first mistake. */
export function parseLayout(text: string): Layout {
  return new Parser(new TokenStream(text)).layout();
}

class Parser {
  readonly #tokens: TokenStream;
  readonly #structs = new Map<string, readonly Statement[]>();
  readonly #enums = new Map<string, EnumType>();
  /** Structs that were named before they were seen. */
  readonly #unknown: Token[] = [];
  #isLittle = true;
  #depth = 0;

  constructor(tokens: TokenStream) {
    this.#tokens = tokens;
  }

  layout(): Layout {
    const statements: Statement[] = [];
    while (!this.#tokens.isEnd) statements.push(...this.#definitionOrStatement());
    const missing = this.#unknown.find(({ text }) => !this.#structs.has(text));
    if (missing) throw new LayoutError(`No type is called “${missing.text}”`, missing.line, missing.column);
    return { statements, structs: this.#structs, enums: this.#enums };
  }

  #definitionOrStatement(): Statement[] {
    const tokens = this.#tokens;
    if (tokens.takeWord('endian')) {
      const order = tokens.name('“little” or “big”');
      if (order.text !== 'little' && order.text !== 'big')
        throw tokens.error('“little” or “big” is expected', order);
      this.#isLittle = order.text === 'little';
      tokens.expect(';');
      return [];
    }
    if (tokens.takeWord('struct')) {
      const name = this.#newName();
      this.#structs.set(name, this.#block());
      return [];
    }
    const isFlags = tokens.isWord('flags');
    if (isFlags || tokens.isWord('enum')) {
      tokens.next();
      this.#enumeration(isFlags);
      return [];
    }
    return this.#statement();
  }

  #newName(): string {
    const name = this.#tokens.name('a name');
    if (numberTypeOf(name.text, true) || this.#structs.has(name.text) || this.#enums.has(name.text)) {
      throw this.#tokens.error(`“${name.text}” is a type already`, name);
    }
    return name.text;
  }

  /** `enum Type : u8 { join = 1, move }` */
  #enumeration(isFlags: boolean): void {
    const tokens = this.#tokens;
    const name = this.#newName();
    const base = tokens.take(':') ? this.#numberType() : byteType();
    const names = new Map<bigint, string>();
    let next = isFlags ? 1n : 0n;
    tokens.expect('{');
    while (!tokens.take('}')) {
      const member = tokens.name('a name').text;
      const value = tokens.take('=') ? tokens.integer() : next;
      names.set(value, member);
      next = isFlags ? value * 2n : value + 1n;
      if (!tokens.take(',') && !tokens.isSign('}')) throw tokens.error('A comma or } is expected');
    }
    tokens.take(';');
    this.#enums.set(name, { kind: 'enum', name, base, isFlags, names });
  }

  #block(): Statement[] {
    const tokens = this.#tokens;
    if (++this.#depth > MAX_DEPTH) throw tokens.error('Blocks are nested too deep');
    tokens.expect('{');
    const statements: Statement[] = [];
    while (!tokens.take('}')) {
      if (tokens.isEnd) throw tokens.error('A } is missing');
      statements.push(...this.#statement());
    }
    tokens.take(';');
    this.#depth--;
    return statements;
  }

  #statement(): Statement[] {
    const tokens = this.#tokens;
    if (tokens.isSign('{')) return this.#block();
    if (tokens.takeWord('switch')) return [this.#switch()];
    if (tokens.takeWord('if')) return [this.#if()];
    if (tokens.takeWord('skip')) {
      const count = parseExpression(tokens);
      tokens.expect(';');
      return [{ kind: 'skip', count }];
    }
    return this.#fields();
  }

  #if(): Statement {
    const tokens = this.#tokens;
    tokens.expect('(');
    const condition = parseExpression(tokens);
    tokens.expect(')');
    const matched = this.#block();
    if (!tokens.takeWord('else')) return { kind: 'if', condition, matched, otherwise: [] };
    const otherwise = tokens.takeWord('if') ? [this.#if()] : this.#block();
    return { kind: 'if', condition, matched, otherwise };
  }

  #switch(): Statement {
    const tokens = this.#tokens;
    tokens.expect('(');
    const subject = parseExpression(tokens);
    tokens.expect(')');
    tokens.expect('{');
    if (++this.#depth > MAX_DEPTH) throw tokens.error('Blocks are nested too deep');
    const cases: SwitchCase[] = [];
    while (!tokens.take('}')) cases.push(this.#case());
    this.#depth--;
    tokens.take(';');
    return { kind: 'switch', subject, cases };
  }

  #case(): SwitchCase {
    const tokens = this.#tokens;
    const labels: (bigint | string)[] = [];
    if (!tokens.takeWord('default')) {
      if (!tokens.takeWord('case')) throw tokens.error('“case”, “default” or } is expected');
      do labels.push(tokens.isName ? tokens.next().text : tokens.integer());
      while (tokens.take(','));
    }
    tokens.expect(':');
    const statements: Statement[] = [];
    while (!tokens.isWord('case') && !tokens.isWord('default') && !tokens.isSign('}')) {
      if (tokens.isEnd) throw tokens.error('A } is missing');
      statements.push(...this.#statement());
    }
    return { labels, statements };
  }

  /** `i16le x, y;`, `Player players[u8];`, `u8 { kind: 3, alive: 1 };` */
  #fields(): Statement[] {
    const tokens = this.#tokens;
    const first = tokens.peek;
    const type = this.#type();
    if (tokens.isSign('{')) {
      if (type.kind !== 'number') throw tokens.error('Only a number can be divided into bits', first);
      return [this.#bits(type, first)];
    }
    const fields: Statement[] = [];
    do {
      const name = tokens.name('the name of a field').text;
      const size = tokens.take('[') ? this.#size() : null;
      if (!size && (type.kind === 'string' || type.kind === 'bytes' || type.kind === 'payload')) {
        throw tokens.error(
          `Say how long it is: ${name}[16], ${name}[u8] for a length in front, or ${name}[] for the rest`,
        );
      }
      const expected = tokens.take('=') ? parseExpression(tokens) : null;
      fields.push({ kind: 'field', type, name, size, expected });
    } while (tokens.take(','));
    tokens.expect(';');
    return fields;
  }

  #bits(type: NumberType, at: Token): Statement {
    const tokens = this.#tokens;
    const parts: { name: string; bits: number }[] = [];
    tokens.expect('{');
    while (!tokens.take('}')) {
      const name = tokens.name('a name').text;
      tokens.expect(':');
      parts.push({ name, bits: Number(tokens.integer()) });
      if (!tokens.take(',') && !tokens.take(';') && !tokens.isSign('}'))
        throw tokens.error('A comma or } is expected');
    }
    tokens.take(';');
    const bits = parts.reduce((sum, part) => sum + part.bits, 0);
    if (bits > type.bytes * 8)
      throw tokens.error(`These are ${bits} bits, but ${type.name} has ${type.bytes * 8}`, at);
    return { kind: 'bits', type, parts };
  }

  #size(): Size {
    const tokens = this.#tokens;
    if (tokens.take(']')) return { kind: 'rest' };
    const prefix = tokens.isName ? numberTypeOf(tokens.peek.text, this.#isLittle) : null;
    if (prefix) tokens.next();
    const size: Size = prefix
      ? { kind: 'prefix', type: prefix }
      : { kind: 'count', count: parseExpression(tokens) };
    tokens.expect(']');
    return size;
  }

  #type(): FieldType {
    const token = this.#tokens.name('a type');
    const number = numberTypeOf(token.text, this.#isLittle);
    if (number) return number;
    const { text: name } = token;
    if (name === 'string' || name === 'cstring' || name === 'bytes' || name === 'payload')
      return { kind: name };
    const enumeration = this.#enums.get(name);
    if (enumeration) return enumeration;
    if (!this.#structs.has(name)) this.#unknown.push(token);
    return { kind: 'struct', name };
  }

  #numberType(): NumberType {
    const token = this.#tokens.name('a type');
    const type = numberTypeOf(token.text, this.#isLittle);
    if (!type || type.form === 'float')
      throw this.#tokens.error('A type of whole numbers is expected, such as u8', token);
    return type;
  }
}

function byteType(): NumberType {
  return { kind: 'number', name: 'u8', form: 'unsigned', bytes: 1, isLittle: true };
}
