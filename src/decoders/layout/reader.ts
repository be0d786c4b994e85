import { ByteReader, integerValue, textValue } from '../formats/byte-reader.ts';
import type { DecodeContext } from '../decoder.ts';
import type { Reading } from '../reading.ts';
import type { ArrayValue, Entry, ObjectValue, Value } from '../values/value.ts';
import { evaluate } from './expression.ts';
import { enumValue, numberValue } from './numbers.ts';
import type { Expression, FieldType, Layout, Size, Statement } from './syntax.ts';

type Place = (value: Value) => void;

/** What a field is not. It ends the reading: the frame is of another kind. */
export class Mismatch extends Error {}

/** The fields that are read so far, and those around them. */
interface Scope {
  readonly entries: Entry[];
  readonly outer: Scope | null;
}

/** Reads the bytes of one frame as a layout says. */
export class LayoutReader {
  readonly #layout: Layout;
  readonly #bytes: ByteReader;
  readonly #reading: Reading;
  readonly #context: DecodeContext;

  constructor(layout: Layout, bytes: ByteReader, reading: Reading, context: DecodeContext) {
    this.#layout = layout;
    this.#bytes = bytes;
    this.#reading = reading;
    this.#context = context;
  }

  /** Reads a whole frame, placed before it is read. */
  frame(place: Place): void {
    const frame: ObjectValue = { kind: 'object', entries: [], start: 0 };
    place(frame);
    this.#statements(this.#layout.statements, { entries: frame.entries, outer: null });
    frame.end = this.#bytes.at;
  }

  #statements(statements: readonly Statement[], scope: Scope): void {
    for (const statement of statements) this.#statement(statement, scope);
  }

  #statement(statement: Statement, scope: Scope): void {
    switch (statement.kind) {
      case 'field':
        return this.#field(statement, scope);
      case 'bits':
        return this.#bits(statement, scope);
      case 'skip':
        this.#bytes.skip(this.#count(statement.count, scope));
        return;
      case 'if': {
        const isTrue = this.#evaluate(statement.condition, scope) !== 0n;
        return this.#statements(isTrue ? statement.matched : statement.otherwise, scope);
      }
      case 'switch':
        return this.#switch(statement, scope);
    }
  }

  #switch({ subject, cases }: Extract<Statement, { kind: 'switch' }>, scope: Scope): void {
    const value = this.#evaluate(subject, scope);
    const symbol = subject.kind === 'name' ? symbolOf(find(subject.path, scope)) : undefined;
    const chosen =
      cases.find(({ labels }) => labels.some((label) => label === value || label === symbol)) ??
      cases.find(({ labels }) => labels.length === 0);
    if (chosen) return this.#statements(chosen.statements, scope);
    this.#reading.broken(this.#bytes.at, `the layout has no case for ${symbol ?? value}`);
  }

  #field({ type, name, size, expected }: Extract<Statement, { kind: 'field' }>, scope: Scope): void {
    let read: Value | null = null;
    const start = this.#bytes.at;
    this.#sized(type, size, scope, (value) => {
      read = value;
      scope.entries.push({ key: name, value });
    });
    if (!expected || !read) return;
    const wanted = this.#evaluate(expected, scope);
    if (integerOf(read) !== wanted) throw new Mismatch(`${name} at byte ${start} is not ${wanted}`);
  }

  #sized(type: FieldType, size: Size | null, scope: Scope, place: Place): void {
    if (type.kind === 'string' || type.kind === 'bytes' || type.kind === 'payload') {
      const start = this.#bytes.at;
      this.#reading.node(start);
      return place(this.#run(type.kind, this.#length(size, scope), start));
    }
    if (size) return this.#array(type, size, scope, place);
    return this.#single(type, scope, place);
  }

  #length(size: Size | null, scope: Scope): number {
    if (!size || size.kind === 'rest') return this.#bytes.left;
    return size.kind === 'count' ? this.#count(size.count, scope) : this.#prefix(size);
  }

  #prefix({ type }: Extract<Size, { kind: 'prefix' }>): number {
    const at = this.#bytes.at;
    const value = integerOf(numberValue(type, this.#bytes, this.#reading)) ?? 0n;
    if (value < 0n) this.#reading.broken(at, `a length cannot be ${value}`);
    return Number(value);
  }

  #run(kind: 'string' | 'bytes' | 'payload', length: number, before: number): Value {
    const bytes = this.#bytes.take(length);
    const end = this.#bytes.at;
    const start = end - length;
    if (kind === 'string') return textValue(untilNul(bytes), before, end);
    if (kind === 'bytes') return { kind: 'bytes', value: bytes, start, end };
    return this.#context.nest({ bytes, isText: false, start, end });
  }

  #array(type: FieldType, size: Size, scope: Scope, place: Place): void {
    const start = this.#bytes.at;
    this.#reading.node(start);
    const length = size.kind === 'rest' ? null : this.#length(size, scope);
    const array: ArrayValue = { kind: 'array', items: [], start, ...(length !== null && { length }) };
    place(array);
    this.#reading.enter(start);
    const placeItem: Place = (value) => array.items.push(value);
    for (let i = 0; length === null ? this.#bytes.left > 0 : i < length; i++) {
      const before = this.#bytes.at;
      this.#single(type, scope, placeItem);
      if (length === null && this.#bytes.at === before)
        this.#reading.broken(before, 'items without any bytes would never end');
    }
    this.#reading.leave();
    array.end = this.#bytes.at;
  }

  #single(type: FieldType, scope: Scope, place: Place): void {
    const start = this.#bytes.at;
    this.#reading.node(start);
    switch (type.kind) {
      case 'number':
        return place(numberValue(type, this.#bytes, this.#reading));
      case 'enum':
        return place(enumValue(type, numberValue(type.base, this.#bytes, this.#reading)));
      case 'struct': {
        const struct: ObjectValue = { kind: 'object', entries: [], start, type: type.name };
        place(struct);
        this.#reading.enter(start);
        this.#statements(this.#layout.structs.get(type.name) ?? [], {
          entries: struct.entries,
          outer: scope,
        });
        this.#reading.leave();
        struct.end = this.#bytes.at;
        return;
      }
      case 'cstring': {
        const nul = this.#bytes.bytes.indexOf(0, start);
        if (nul < 0) this.#reading.broken(start, 'the text has no NUL at its end');
        const bytes = this.#bytes.take(nul - start);
        this.#bytes.skip(1);
        return place(textValue(bytes, start, nul + 1));
      }
      case 'string':
      case 'bytes':
      case 'payload':
        return place(this.#run(type.kind, this.#bytes.left, start));
    }
  }

  /** From the least significant bit on. */
  #bits({ type, parts }: Extract<Statement, { kind: 'bits' }>, scope: Scope): void {
    const whole = numberValue(type, this.#bytes, this.#reading);
    const { start = 0, end = 0 } = whole;
    let rest = BigInt.asUintN(64, integerOf(whole) ?? 0n);
    for (const { name, bits } of parts) {
      const value = integerValue(
        BigInt.asUintN(bits, rest),
        start,
        end,
        bits === 1 ? '1 bit' : `${bits} bits`,
      );
      scope.entries.push({ key: name, value });
      rest >>= BigInt(bits);
    }
  }

  #count(expression: Expression, scope: Scope): number {
    const value = this.#evaluate(expression, scope);
    if (value < 0n) this.#reading.broken(this.#bytes.at, `a length cannot be ${value}`);
    return Number(value);
  }

  #evaluate(expression: Expression, scope: Scope): bigint {
    return evaluate(expression, (path) => {
      const known = this.#known(path);
      if (known !== null) return known;
      const value = find(path, scope);
      const integer = value && integerOf(value);
      if (integer !== null && integer !== undefined) return integer;
      return this.#reading.broken(
        this.#bytes.at,
        `the layout needs ${path.join('.')}, which was not read before`,
      );
    });
  }

  /** What every layout can ask: the direction and length of the frame, where it stands, and names of enumerations. */
  #known([first = '', second, ...more]: readonly string[]): bigint | null {
    if (second === undefined) {
      if (first === 'sent' || first === 'received') return BigInt(this.#context.direction === first);
      if (first === 'frame_length') return BigInt(this.#bytes.bytes.length);
      return first === 'bytes_left' ? BigInt(this.#bytes.left) : null;
    }
    const names = more.length === 0 ? this.#layout.enums.get(first)?.names : undefined;
    for (const [value, name] of names ?? []) if (name === second) return value;
    return null;
  }
}

/** The newest field of that name, in what is read at the moment or around it. */
function find(path: readonly string[], scope: Scope | null): Value | null {
  const [first, ...rest] = path;
  for (let at = scope; at; at = at.outer) {
    const found = at.entries.findLast(({ key }) => key === first);
    if (!found) continue;
    return rest.length === 0 || found.value.kind !== 'object'
      ? found.value
      : find(rest, { entries: found.value.entries, outer: null });
  }
  return null;
}

function integerOf(value: Value): bigint | null {
  if (value.kind === 'bigint') return value.value;
  if (value.kind === 'boolean') return BigInt(value.value);
  if (value.kind === 'number' && Number.isFinite(value.value)) return BigInt(Math.trunc(value.value));
  return null;
}

function symbolOf(value: Value | null): string | undefined {
  return value?.kind === 'number' || value?.kind === 'bigint' ? value.symbol : undefined;
}

function untilNul(bytes: Uint8Array): Uint8Array {
  const nul = bytes.indexOf(0);
  return nul < 0 ? bytes : bytes.subarray(0, nul);
}
