/** The head of an HTTP message whose lines stay as they were, byte for byte, but for those that are set. */
export class EditableHead {
  readonly #lines: string[];
  readonly #start: number;

  /** @param text whole, one byte a character */
  constructor(text: string) {
    this.#lines = linesOf(text);
    this.#start = this.#lines.findIndex((line) => line.trim() !== '');
  }

  get startLine(): string {
    return (this.#lines[this.#start] ?? '').trimEnd();
  }

  set startLine(line: string) {
    this.#lines[this.#start] = line + this.#newline;
  }

  /** The values of all fields of a name, in any case of letters. */
  values(name: string): string[] {
    return this.#places(name).map((place) => valueOf(this.#lines[place] ?? ''));
  }

  /** Leaves one field of the name, with this value, where the first one was or at the end. */
  set(name: string, value: string): void {
    const [first, ...others] = this.#places(name);
    if (first === undefined) {
      const end = this.#lines.length - 1;
      this.#lines.splice(end, 0, `${name}: ${value}${this.#newline}`);
      return;
    }
    const written = (this.#lines[first] ?? '').split(':', 1).join('');
    this.#lines[first] = `${written}: ${value}${this.#newline}`;
    this.#remove(others);
  }

  drop(name: string): void {
    this.#remove(this.#places(name));
  }

  toString(): string {
    return this.#lines.join('');
  }

  get #newline(): string {
    return this.#lines[this.#start]?.endsWith('\r\n') ? '\r\n' : '\n';
  }

  #places(name: string): number[] {
    const wanted = name.toLowerCase();
    return this.#lines.flatMap((line, place) =>
      place > this.#start && nameOf(line) === wanted ? [place] : [],
    );
  }

  #remove(places: readonly number[]): void {
    for (const place of places.toReversed()) this.#lines.splice(place, 1);
  }
}

/** Each with its end; a line that is folded (RFC 9112 §5.2) is one with those that continue it. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (let at = 0; at < text.length; ) {
    let end = endOfLine(text, at);
    while (text[end] === ' ' || text[end] === '\t') end = endOfLine(text, end);
    lines.push(text.slice(at, end));
    at = end;
  }
  return lines;
}

function endOfLine(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  return newline === -1 ? text.length : newline + 1;
}

function nameOf(line: string): string {
  const colon = line.indexOf(':');
  return colon <= 0 ? '' : line.slice(0, colon).trim().toLowerCase();
}

function valueOf(line: string): string {
  return line
    .slice(line.indexOf(':') + 1)
    .replace(/\r?\n[ \t]+/g, ' ')
    .trim();
}
