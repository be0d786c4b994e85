import { describe, expect, it } from 'vitest';
import { highlightsOf } from './highlights.ts';
import { parseQuery } from './parser.ts';

/** A text with what a query has found in brackets. */
function marked(query: string, text: string): string {
  const parsed = parseQuery(query);
  const { patterns } = highlightsOf(parsed.ok ? parsed.query : null);
  return patterns.reduce((text, pattern) => text.replace(pattern, '[$&]'), text);
}

describe('what is marked', () => {
  it('is every text that may have been found, the longest first', () => {
    expect(marked('1+1', '1+1=2')).toBe('[1+1]=2');
    expect(marked('mo or MOVE', 'move mo')).toBe('[move] [mo]');
    expect(marked('dir:out (/\\d/ x)', 'x 12')).toBe('[x] [1][2]');
    expect(marked('json.op == "move" json.n == "7"', '{"op":"move","n":"7"}')).toBe(
      '{"op":"[move]","n":"7"}',
    );
  });

  it('is nothing that was not to be found, and nothing that may take long', () => {
    expect(marked('-ada', 'ada')).toBe('ada');
    expect(marked('/(a+)+$/', 'aaa')).toBe('aaa');
    expect(marked('""', 'aaa')).toBe('aaa');
  });
});
