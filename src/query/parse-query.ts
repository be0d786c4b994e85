import type { FrameStore } from '../frame-store/frame-store.ts';
import type { Direction, FrameType } from '../websocket/frame.ts';

/** Bytes of a payload that a text is looked for in. */
const SEARCHED_BYTES = 64 * 1024;
/** Bytes of a payload that a regular expression is given. */
const MATCHED_BYTES = 4 * 1024;

/** What a filter asks of each frame. */
export interface FrameQuery {
  /**
   * @returns `null` while it is not known yet
   * @throws {@link SlowQueryError} once a frame has taken too long
   */
  matches(store: FrameStore, row: number): boolean | null;
  /** What to mark in a preview; `null` where the query names no text. */
  readonly highlight: RegExp | null;
}

interface QueryError {
  readonly message: string;
  /** Where in the query, in characters. */
  readonly start: number;
  readonly end: number;
}

export type ParsedQuery =
  | { readonly ok: true; readonly query: FrameQuery | null }
  | { readonly ok: false; readonly error: QueryError };

/** A regular expression that takes too long on the frames at hand. */
export class SlowQueryError extends Error {}

/** Whether a frame is meant; `null` while it is not known yet. */
export type FrameTest = (store: FrameStore, row: number) => boolean | null;

/**
 * Looks for a regular expression in frames. It may take for ever, so who has to stay responsive lets another thread
 * do it, and answers `null` until that is done.
 */
export type PatternTester = (regex: RegExp) => FrameTest;

const testInPlace: PatternTester = (regex) => (store, row) => regex.test(matchedText(store, row));

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ['sent', 'sent'],
  ['out', 'sent'],
  ['received', 'received'],
  ['in', 'received'],
]);
const TYPES: ReadonlyMap<string, FrameType> = new Map([
  ['text', 'text'],
  ['binary', 'binary'],
]);

/** A term: `-`, then `/regex/flags`, `"quoted"`, or everything up to a space. */
const TERM = /(-?)(?:\/((?:[^/\\]|\\.)+)\/([a-z]*)(?=\s|$)|"([^"]*)"?|(\S+))/gy;

/**
 * Reads the filter's language: terms between spaces, all of which must hold. `dir:sent`, `type:binary`, `/regex/i`,
 * `"quoted text"`, any other text; `-` before a term turns it around.
 * @returns the query, `null` for one that asks nothing, or where it went wrong
 */
export function parseQuery(text: string, testPattern: PatternTester = testInPlace): ParsedQuery {
  const tests: FrameTest[] = [];
  let highlight: RegExp | null = null;
  TERM.lastIndex = 0;
  for (let at = skipSpace(text, 0); at < text.length; at = skipSpace(text, TERM.lastIndex)) {
    TERM.lastIndex = at;
    const match = TERM.exec(text);
    if (!match) return failed('This cannot be read', at, text.length);
    const [whole, minus, pattern, flags = '', quoted, word] = match;
    const start = at + (minus?.length ?? 0);
    const term =
      pattern === undefined
        ? wordTest(quoted ?? word ?? '', quoted !== undefined)
        : regexTest(pattern, flags, testPattern);
    if ('message' in term) return failed(term.message, start, at + whole.length);
    tests.push(minus ? not(term.test) : term.test);
    if (!minus) highlight ??= term.highlight;
  }
  if (tests.length === 0) return { ok: true, query: null };
  const query: FrameQuery = { highlight, matches: all(tests) };
  return { ok: true, query };
}

function not(test: FrameTest): FrameTest {
  return (store, row) => {
    const isMatch = test(store, row);
    return isMatch === null ? null : !isMatch;
  };
}

function all(tests: readonly FrameTest[]): FrameTest {
  return (store, row) => {
    let isMatch: boolean | null = true;
    for (const test of tests) {
      const result = test(store, row);
      if (result === false) return false;
      if (result === null) isMatch = null;
    }
    return isMatch;
  };
}

type Term = { readonly test: FrameTest; readonly highlight: RegExp | null } | { readonly message: string };

function wordTest(word: string, isQuoted: boolean): Term {
  const [, field, value = ''] = (!isQuoted && /^(dir|type):(.*)$/.exec(word)) || [];
  if (field === 'dir') {
    const direction = DIRECTIONS.get(value);
    if (!direction) return { message: 'The direction is sent or received' };
    return { highlight: null, test: (store, row) => store.direction(row) === direction };
  }
  if (field === 'type') {
    const type = TYPES.get(value);
    if (!type) return { message: 'The type is text or binary' };
    return { highlight: null, test: (store, row) => store.type(row) === type };
  }
  const needle = word.toLowerCase();
  const escaped = new RegExp(word.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'gi');
  return {
    highlight: word === '' ? null : escaped,
    test: (store, row) => textOf(store, row, SEARCHED_BYTES).toLowerCase().includes(needle),
  };
}

function regexTest(pattern: string, flags: string, testPattern: PatternTester): Term {
  let regex: RegExp;
  try {
    regex = new RegExp(pattern, flags.replace(/[gy]/g, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { message: `Invalid regular expression: ${why.replace(/^Invalid regular expression: /, '')}` };
  }
  // Marking happens where a person waits for it, so only a pattern whose time is short beyond doubt is marked.
  const highlight = /[*+{].*[*+{]/.test(pattern) ? null : new RegExp(pattern, `${regex.flags}g`);
  return { highlight, test: testPattern(regex) };
}

const decoder = new TextDecoder();

/** The beginning of a payload, as a regular expression is given it. */
export function matchedText(store: FrameStore, row: number): string {
  return textOf(store, row, MATCHED_BYTES);
}

function textOf(store: FrameStore, row: number, bytes: number): string {
  return decoder.decode(store.payload(row).subarray(0, bytes));
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? '')) at++;
  return at;
}

function failed(message: string, start: number, end: number): ParsedQuery {
  return { ok: false, error: { message, start, end } };
}
