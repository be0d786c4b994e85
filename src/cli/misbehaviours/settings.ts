/** The valid `name=value` pairs in force for one opening handshake. */
export class Settings {
  readonly #values: ReadonlyMap<string, string>;

  constructor(values: ReadonlyMap<string, string>) {
    this.#values = values;
  }

  text(name: string, otherwise = ''): string {
    return this.#values.get(name) ?? otherwise;
  }

  number(name: string, otherwise = 0): number {
    const value = this.#values.get(name);
    return value === undefined ? otherwise : Number(value);
  }
}
