import type { HeaderField } from '../websocket/header-field.ts';

const MASK = '•••';
/** Names of query parameters and headers that hold what lets somebody in. */
const SECRET_NAME =
  /auth|token|secret|passw|pwd|api[-_]?key|^key$|access|session|^sid$|jwt|bearer|signature|^sig$|credential|cookie|ticket/i;
/** In a text: a query parameter and its value. */
const PARAMETER = /([?&;])([\w.~%+[\]-]+)=([^\s&;#"'`)<>]+)/g;
/** Values that look like what was made by a machine: long, with digits and letters. */
const GENERATED = /^(?=.*\d)(?=.*[A-Za-z])[\w.~%+/=-]{20,}$/;

/** Hides the secrets of a request wherever they stand in a text. */
export class Masking {
  readonly #secrets: readonly string[];

  constructor(url: string, headers: readonly HeaderField[]) {
    const ofHeaders = headers.flatMap(({ name, value }) =>
      SECRET_NAME.test(name) || GENERATED.test(value) ? [value, ...value.split(/\s+/)] : [],
    );
    const ofQuery = [...(URL.canParse(url) ? new URL(url).searchParams : [])].flatMap(([name, value]) =>
      isSecret(name, value) ? [value, encodeURIComponent(value)] : [],
    );
    this.#secrets = [...ofHeaders, ...ofQuery]
      .filter((secret) => secret.length > 3 && !/^(?:bearer|basic|digest)$/i.test(secret))
      .sort((a, b) => b.length - a.length);
  }

  mask(text: string): string {
    const masked = text.replace(PARAMETER, (all: string, mark: string, name: string, value: string) =>
      isSecret(name, value) ? `${mark}${name}=${MASK}` : all,
    );
    return this.#secrets.reduce((text, secret) => text.replaceAll(secret, MASK), masked);
  }
}

function isSecret(name: string, value: string): boolean {
  return SECRET_NAME.test(name) || GENERATED.test(value);
}
