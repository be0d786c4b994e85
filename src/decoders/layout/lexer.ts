import { LayoutError } from './syntax.ts';

export interface Token {
  readonly kind: 'name' | 'number' | 'sign' | 'end';
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

const TOKEN =
  /(?<space>\s+|\/\/[^\n]*|#[^\n]*|\/\*[^]*?\*\/)|(?<name>[\p{L}_][\p{L}\p{N}_]*)|(?<number>0[xX][0-9a-fA-F]+|0[bB][01]+|\d+|'[^'\\\n]')|(?<sign>==|!=|<=|>=|&&|\|\||[{}()[\];:,=<>+\-*/%&.])/uy;

/** Splits a layout into its tokens; the last one is its end. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(text);
    const column = at - lineStart + 1;
    if (!found)
      throw new LayoutError(
        `“${String.fromCodePoint(text.codePointAt(at) ?? 0)}” means nothing here`,
        line,
        column,
      );
    const [token] = found;
    const kind = found.groups?.['name'] ? 'name' : found.groups?.['number'] ? 'number' : 'sign';
    if (found.groups?.['space'] === undefined) tokens.push({ kind, text: token, line, column });
    for (let end = token.indexOf('\n'); end >= 0; end = token.indexOf('\n', end + 1)) {
      line++;
      lineStart = at + end + 1;
    }
    at += token.length;
  }
  tokens.push({ kind: 'end', text: '', line, column: at - lineStart + 1 });
  return tokens;
}
