/** What an option takes: some words, and perhaps a free value beside them. */
export interface OptionValue {
  /** Words with a meaning of their own. */
  readonly words: readonly string[];
  /** What else may stand there. */
  readonly free?: { readonly kind: 'number' | 'text'; readonly placeholder: string };
  /** What is wrong with `text`, or null. */
  readonly fault: (text: string) => string | null;
}

/** Milliseconds that `setTimeout` can wait for. */
const LONGEST_TIMER = 2 ** 31 - 1;
const utf8 = new TextEncoder();

/** The value as documentation writes it: `wrong|omit`, `omit|<value>`. */
export function syntax(value: OptionValue): string {
  return [...value.words, ...(value.free ? [value.free.placeholder] : [])].join('|');
}

export function oneOf(...words: string[]): OptionValue {
  return { words, fault: (text) => (words.includes(text) ? null : `expected ${words.join('|')}`) };
}

/** A decimal integer. */
export function integer(placeholder: string, least: number, most: number): OptionValue {
  return {
    words: [],
    free: { kind: 'number', placeholder },
    fault: (text) =>
      /^\d{1,10}$/.test(text) && Number(text) >= least && Number(text) <= most
        ? null
        : `expected a whole number from ${least} to ${most}`,
  };
}

export function milliseconds(least = 0): OptionValue {
  return integer('<ms>', least, LONGEST_TIMER);
}

/** A header field's value, sent as it is. Line breaks would add header lines of the URL's own. */
export function fieldValue(...words: string[]): OptionValue {
  return {
    words,
    free: { kind: 'text', placeholder: '<value>' },
    fault: (text) => (Array.from(text).some(isControl) ? 'a header cannot hold control characters' : null),
  };
}

export function text(placeholder: string, mostBytes?: number): OptionValue {
  return {
    words: [],
    free: { kind: 'text', placeholder },
    fault: (text) =>
      mostBytes !== undefined && utf8.encode(text).length > mostBytes
        ? `expected at most ${mostBytes} bytes of UTF-8`
        : null,
  };
}

/** RFC 9110 §5.5 lets a field value hold a tab and no other control character. */
function isControl(character: string): boolean {
  return (character < ' ' && character !== '\t') || character === '\x7f';
}
