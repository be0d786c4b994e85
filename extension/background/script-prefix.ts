/** White space and line ends of ECMAScript (§12.2, §12.3). */
const SPACE = /[\s\ufeff]/;
const LINE_END = /[\n\r\u2028\u2029]/;
/** A string that may be a directive (ECMAScript §11.2.1). */
const STRING = /^(?:"(?:[^"\\\n\r]|\\[^])*"|'(?:[^'\\\n\r]|\\[^])*')/;
/** Starts of what cannot go on with the expression before it, so that a line end before it ends a statement. */
const NEW_STATEMENT = /^(?!in\b|instanceof\b)[\w$"'{#@\\]/;

/**
 * What must stand before other code at the beginning of a script, so that the script stays as strict as it was.
 * @param head the first bytes of the script
 * @param isAll whether no more of them come that count
 * @returns the directive to repeat, or nothing; `more` where the head does not tell yet; `null` where nothing can be
 * put before it
 */
export function prefixFor(head: Uint8Array, isAll: boolean): '"use strict";' | '' | 'more' | null {
  // Scripts of workers are UTF-8, whatever their headers say (HTML, "fetch a classic worker script").
  const source = new TextDecoder().decode(head);
  // Only at the very start is this a comment (ECMAScript §12.5).
  if (source.startsWith('#!')) return null;
  let at = 0;
  for (;;) {
    at = skipSpace(source, at);
    if (at >= source.length) return isAll ? '' : 'more';
    // Comments of HTML (ECMAScript B.1.1) count at the start of a line only, and not in modules.
    if (source.startsWith('-->', at) || source.startsWith('<!--', at)) return null;
    const string = STRING.exec(source.slice(at))?.[0];
    if (string === undefined) return /["']/.test(source.charAt(at)) && !isAll ? 'more' : '';
    const end = at + string.length;
    const next = skipSpace(source, end);
    if (next >= source.length && !isAll) return 'more';
    const isEnded =
      next >= source.length ||
      /[;}]/.test(source.charAt(next)) ||
      (LINE_END.test(source.slice(end, next)) && NEW_STATEMENT.test(source.slice(next)));
    if (!isEnded) return '';
    if (string.slice(1, -1) === 'use strict') return '"use strict";';
    at = source.charAt(next) === ';' ? next + 1 : next;
  }
}

/** @returns where something other than white space and whole comments stands, or the length of the source */
function skipSpace(source: string, from: number): number {
  let at = from;
  for (;;) {
    while (SPACE.test(source.charAt(at))) at++;
    if (source.startsWith('//', at)) {
      while (at < source.length && !LINE_END.test(source.charAt(at))) at++;
    } else if (source.startsWith('/*', at)) {
      const end = source.indexOf('*/', at + 2);
      if (end < 0) return source.length;
      at = end + 2;
    } else return at;
  }
}
