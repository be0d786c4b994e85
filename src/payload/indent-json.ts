/** A string, a number or a word, what separates them, or space between them (RFC 8259 §2). */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[[\]{},:]|[^\s"[\]{},:]+/g;

/** Levels that are indented; deeper ones stay at this depth, since each line of a hostile text would add as much. */
const MAX_INDENT = 100;

/**
 * Lays JSON out in lines. It moves space only: digits that a number could not hold, keys that come twice, and the
 * order of keys stay.
 * @param json a valid text
 */
export function indentJson(json: string): string {
  const parts: string[] = [];
  let depth = 0;
  let before = '';
  const newLine = () => parts.push('\n', '  '.repeat(Math.min(depth, MAX_INDENT)));
  for (const [token] of json.matchAll(TOKEN)) {
    const isClosing = token === '}' || token === ']';
    if (isClosing) depth--;
    const isAfterOpening = before === '{' || before === '[';
    if (before === ',' || (isAfterOpening !== isClosing && before !== '')) newLine();
    parts.push(token === ':' ? ': ' : token);
    if (token === '{' || token === '[') depth++;
    before = token;
  }
  return parts.join('');
}
