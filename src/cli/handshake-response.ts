/** The lines of a 101 response before they are written: the status line, then one per header field. */
export class HandshakeResponse {
  readonly #lines: string[];

  /** Edits `lines` in place. */
  constructor(lines: string[]) {
    this.#lines = lines;
  }

  get(name: string): string | undefined {
    const line = this.#lines.find((line) => isField(line, name));
    return line?.slice(name.length + 1).trim();
  }

  /** Adds a header line, whether or not one of that name stands there already. */
  add(name: string, value: string): void {
    this.#lines.push(`${name}: ${value}`);
  }

  remove(name: string): void {
    const kept = this.#lines.filter((line) => !isField(line, name));
    this.#lines.splice(0, this.#lines.length, ...kept);
  }

  replace(name: string, value: string): void {
    this.remove(name);
    this.add(name, value);
  }
}

function isField(line: string, name: string): boolean {
  return line.toLowerCase().startsWith(`${name.toLowerCase()}:`);
}
