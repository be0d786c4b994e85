import { type Decoder, NOT_MINE } from '../decoder.ts';
import { type Reading, readingOf } from '../reading.ts';
import { summaryOf } from '../values/summary.ts';
import { PayloadText } from './payload-text.ts';
import type { Entry, Value } from '../values/value.ts';

/**
 * JSON (RFC 8259), read here rather than by `JSON.parse`: that one loses duplicate keys and large integers, and says
 * neither where a value was nor what was right before the mistake.
 */
export const decoder: Decoder = {
  decode(payload, context) {
    const text = new PayloadText(payload, context.limits.bytes);
    if (!payload.isText && !text.isUtf8) return NOT_MINE;
    return readingOf(
      payload,
      context,
      (reading) => {
        const value = parseJson(text, reading);
        return { value, summary: summaryOf(value), likelihood: likelihoodOf(value, payload.isText) };
      },
      summaryOf,
    );
  },
};

/** Any digit is JSON, and hardly ever meant as such in a binary frame. */
function likelihoodOf({ kind }: Value, isText: boolean): number {
  if (kind === 'object' || kind === 'array') return 1;
  return isText ? 0.6 : 0.1;
}

/** Reads the one value that a text is; throws what {@link Reading} throws. */
export function parseJson(text: PayloadText, reading: Reading): Value {
  return new JsonParser(text, reading).document();
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const INTEGER = /^-?\d+$/;
const SPACE = /[ \t\r\n]*/y;
/** Escapes, and the control characters below the space, which a string may hold only as such. */
const NOT_PLAIN = /\\|[^ -\uffff]/;
const NOT_ALLOWED = /[^ -\uffff]|\\(?!["\\/bfnrt]|u[0-9a-fA-F]{4})/;

/** Takes a value as soon as it begins: an object or array is still empty then. */
type Place = (value: Value) => void;

class JsonParser {
  readonly #source: PayloadText;
  readonly #text: string;
  readonly #reading: Reading;
  #at = 0;

  constructor(source: PayloadText, reading: Reading) {
    this.#source = source;
    this.#text = source.text;
    this.#reading = reading;
  }

  document(): Value {
    let root: Value = { kind: 'null' };
    this.#space();
    this.#value((value) => {
      root = value;
      this.#reading.root = value;
    });
    this.#space();
    if (this.#at < this.#text.length) this.#fail('more text follows the value');
    if (this.#source.isShortened) this.#fail('');
    return root;
  }

  #value(place: Place): void {
    const start = this.#offset();
    this.#reading.node(start);
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(start, place);
      case '[':
        return this.#array(start, place);
      case '"':
        return place({ kind: 'string', value: this.#string(), start, end: this.#offset() });
      case 't':
        this.#word('true');
        return place({ kind: 'boolean', value: true, start, end: this.#offset() });
      case 'f':
        this.#word('false');
        return place({ kind: 'boolean', value: false, start, end: this.#offset() });
      case 'n':
        this.#word('null');
        return place({ kind: 'null', start, end: this.#offset() });
      default:
        return place(this.#number(start));
    }
  }

  #object(start: number, place: Place): void {
    const entries: Entry[] = [];
    const object: Value = { kind: 'object', entries, start };
    place(object);
    let key = '';
    const placeEntry: Place = (value) => entries.push({ key, value });
    this.#inside(start, '}', () => {
      if (this.#text[this.#at] !== '"') this.#fail('a key in double quotes is missing');
      key = this.#string();
      this.#space();
      if (this.#text[this.#at] !== ':') this.#fail('a colon is missing');
      this.#at++;
      this.#space();
      this.#value(placeEntry);
    });
    object.end = this.#offset();
  }

  #array(start: number, place: Place): void {
    const items: Value[] = [];
    const array: Value = { kind: 'array', items, start };
    place(array);
    const placeItem: Place = (value) => items.push(value);
    this.#inside(start, ']', () => this.#value(placeItem));
    array.end = this.#offset();
  }

  /** Reads what stands between a bracket and the one that closes it. */
  #inside(start: number, close: string, readOne: () => void): void {
    this.#reading.enter(start);
    this.#at++;
    this.#space();
    if (this.#text[this.#at] === close) this.#at++;
    else {
      for (;;) {
        readOne();
        this.#space();
        const next = this.#text[this.#at];
        if (next !== ',' && next !== close) this.#fail(`a comma or ${close} is missing`);
        this.#at++;
        if (next === close) break;
        this.#space();
      }
    }
    this.#reading.leave();
  }

  #string(): string {
    const start = this.#at;
    let end = start;
    do end = this.#text.indexOf('"', end + 1);
    while (end > 0 && this.#isEscaped(end, start));
    if (end < 0) {
      this.#at = this.#text.length;
      this.#fail('a string is not closed');
    }
    this.#at = end + 1;
    const inner = this.#text.slice(start + 1, end);
    return NOT_PLAIN.test(inner) ? this.#unescape(inner, start) : inner;
  }

  /** A quote belongs to the string where an odd number of backslashes stands before it. */
  #isEscaped(at: number, start: number): boolean {
    let first = at;
    while (first - 1 > start && this.#text[first - 1] === '\\') first--;
    return (at - first) % 2 === 1;
  }

  #unescape(inner: string, start: number): string {
    try {
      return String(JSON.parse(`"${inner}"`));
    } catch {
      // What it says of the place differs between browsers, so the place is looked for here.
      const pairs = inner.replace(/\\\\/g, '__');
      this.#at = start + 1 + Math.max(pairs.search(NOT_ALLOWED), 0);
      return this.#fail(
        pairs[this.#at - start - 1] === '\\' ? 'an escape is unknown' : 'a control character is not escaped',
      );
    }
  }

  #word(word: string): void {
    if (!this.#text.startsWith(word, this.#at)) this.#fail('no JSON value begins here');
    this.#at += word.length;
  }

  #number(start: number): Value {
    NUMBER.lastIndex = this.#at;
    const source = NUMBER.exec(this.#text)?.[0];
    if (source === undefined) return this.#fail('no JSON value begins here');
    this.#at += source.length;
    // Where the text ends early, more digits may have followed.
    if (this.#source.isShortened && this.#at === this.#text.length) this.#fail('');
    const end = this.#offset();
    const value = Number(source);
    if (INTEGER.test(source) && !Number.isSafeInteger(value)) {
      return { kind: 'bigint', value: BigInt(source), start, end };
    }
    return String(value) === source
      ? { kind: 'number', value, start, end }
      : { kind: 'number', value, source, start, end };
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#text)?.[0].length ?? 0;
  }

  #offset(): number {
    return this.#source.offset(this.#at);
  }

  #fail(why: string): never {
    const at = this.#offset();
    if (this.#at < this.#text.length) return this.#reading.broken(at, why);
    if (this.#source.isShortened) return this.#reading.cut(at, 'only the beginning of the text was read');
    return this.#reading.broken(at, 'the text ends too early');
  }
}
