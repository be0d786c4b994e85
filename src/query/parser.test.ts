import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuery } from './parser.ts';
import type { QueryNode } from './query-node.ts';
import { anyQuery } from './testing/any-query.ts';
import { printQuery } from './testing/print-query.ts';

/** What is wrong with a query, and the part of it that is. */
function errorOf(text: string) {
  const parsed = parseQuery(text);
  if (parsed.ok) return null;
  const { message, span } = parsed.error;
  return [text.slice(span.start, span.end), message];
}

function read(text: string): QueryNode | null {
  const parsed = parseQuery(text);
  if (!parsed.ok) throw new Error(`${parsed.error.message} in ${text}`);
  return parsed.query;
}

/** Without what only says where it stood. */
function meaning(node: QueryNode | null): unknown {
  return JSON.parse(
    JSON.stringify(node, (key, value: unknown) => {
      if (key === 'span') return undefined;
      if (typeof value === 'bigint' || typeof value === 'symbol' || value === Infinity) return String(value);
      return value;
    }),
  );
}

describe('what is plain text', () => {
  it.each([
    '-',
    'or',
    'and',
    'not',
    '/api/v1',
    ':)',
    'f(x)',
    '{"op":"join"}',
    '"op":"join"',
    'foo:bar',
    '$5',
    '5>3',
    'a"b"',
    'C:\\game\\',
  ])('%s', (text) => {
    expect(meaning(read(text))).toEqual({ kind: 'text', text });
  });

  it('is in quotes as it stands, but for quotes and backslashes after a backslash', () => {
    expect(meaning(read('"a (b) or -c"'))).toEqual({ kind: 'text', text: 'a (b) or -c' });
    expect(meaning(read('"a \\"b\\" \\d \\\\"'))).toEqual({ kind: 'text', text: 'a "b" \\d \\' });
    expect(meaning(read('"not closed'))).toEqual({ kind: 'text', text: 'not closed' });
  });
});

describe('errors', () => {
  it('say what is wrong, and where', () => {
    expect(errorOf('dir:up')).toEqual(['dir:up', 'The direction is in or out.']);
    expect(errorOf('ada type:blob')?.[0]).toBe('type:blob');
    expect(errorOf('/(/')?.[1]).toMatch(/^Invalid regular expression: /);
    expect(errorOf('a /a/xyz b')?.[0]).toBe('/a/xyz');
    expect(errorOf('hex:0a?g')?.[0]).toBe('g');
    expect(errorOf('hex:"0a b"')?.[0]).toBe('b');
    expect(errorOf('size>big')?.[0]).toBe('big');
    expect(errorOf('time:12:01:07..25:00')?.[0]).toBe('25:00');
    expect(errorOf('a or')?.[0]).toBe('or');
    expect(errorOf('a (b')).toEqual(['(', 'This bracket is not closed.']);
    expect(errorOf('a ()')?.[0]).toBe('()');
    expect(errorOf('json.op ==')?.[1]).toMatch(/value to compare with/);
    expect(errorOf('$.a[?(@.b)]')?.[0]).toBe('[?(@.b)]');
    expect(errorOf('a time:')?.[0]).toBe('time:');
    expect(errorOf('json.a..')?.[0]).toBe('..');
    expect(errorOf('json.op > true')?.[0]).toBe('true');
    expect(errorOf('json.op == /x/')?.[0]).toBe('/x/');
  });
});

describe('any query', () => {
  it('means the same when it is written and read again', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(meaning(read(printQuery(query)))).toEqual(meaning(query));
      }),
    );
  });

  const fragment = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(
      '(',
      ')',
      '-',
      '"',
      '/',
      ' ',
      ' or ',
      ' and ',
      'not ',
      '$.',
      'json.',
      '[',
      ']',
      '==',
      '~ ',
      '>',
    ),
    fc.constantFrom('dir:', 'size', 'time:', 'hex:', '..', '12:01', '0a', '\\', 'connection:', '*', "'"),
  );

  it('has an answer whose spans are within the text', () => {
    const check = (text: string, node: QueryNode): void => {
      expect(node.span.start).toBeGreaterThanOrEqual(0);
      expect(node.span.end).toBeGreaterThan(node.span.start);
      expect(node.span.end).toBeLessThanOrEqual(text.length);
      if (node.kind === 'and' || node.kind === 'or') node.nodes.forEach((each) => check(text, each));
      if (node.kind === 'not') check(text, node.node);
    };
    fc.assert(
      fc.property(
        fc.array(fragment).map((parts) => parts.join('')),
        (text) => {
          const parsed = parseQuery(text);
          if (parsed.ok) return parsed.query ? check(text, parsed.query) : undefined;
          const { start, end } = parsed.error.span;
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['brackets within each other', '('.repeat(9_000)],
    ['brackets that close', `${'('.repeat(4_000)}a${')'.repeat(4_000)}`],
    ['minus signs', `${'-'.repeat(9_000)}a`],
    ['many words', 'ab '.repeat(3_000)],
    ['slashes', '/a '.repeat(3_000)],
    ['open classes', '/[a'.repeat(3_000)],
    ['quotes', '"a\\'.repeat(2_500)],
    ['a deep path', `$${'..a'.repeat(3_000)}`],
    ['100 kB', 'x'.repeat(100_000)],
    ['100 kB of brackets', '('.repeat(100_000)],
  ])('is bounded: %s', (_, text) => {
    const start = performance.now();
    parseQuery(text);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
