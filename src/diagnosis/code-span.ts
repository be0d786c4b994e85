/** Longest quotation in a sentence; what comes from a page or a server can be of any length. */
const MAX_QUOTATION = /^.{200}/su;

/** A value between backticks, for a sentence: cut, in one line, and with nothing that would end the quotation. */
export function code(value: string): string {
  if (value === '') return 'an empty value';
  const [start] = MAX_QUOTATION.exec(value) ?? [];
  const cut = start === undefined || start === value ? value : `${start}…`;
  return `\`${cut.replaceAll('`', 'ˋ').replace(/\s+/g, ' ')}\``;
}

/** Several values, each between backticks. */
export function codes(values: readonly string[]): string {
  return values.map(code).join(', ');
}
