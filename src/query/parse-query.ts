import type { FrameStore } from '../frame-store/frame-store.ts';
import type { Direction, FrameType } from '../websocket/frame.ts';

/** Bytes of a payload that a text is looked for in. */
const SEARCHED_BYTES = 64 * 1024;
/**
 * Characters that a regular expression is given: its time may grow with a power of them. Nothing can interrupt one whose
 * time doubles with each, such as `(a+)+$`: it holds the thread until its first slow frame is through, then is given up.
 */
const MATCHED_CHARACTERS = 2_048;
/** Milliseconds that one frame may take before its query is given up. */
const FRAME_BUDGET = 100;

/** What a filter asks of each frame. */
export interface FrameQuery {
  /** @throws {@link SlowQueryError} once a frame has taken too long */
  matches(store: FrameStore, row: number): boolean;
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

type Test = (store: FrameStore, row: number) => boolean;

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
export function parseQuery(text: string): ParsedQuery {
  const tests: Test[] = [];
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
        : regexTest(pattern, flags);
    if ('message' in term) return failed(term.message, start, at + whole.length);
    tests.push(minus ? (store, row) => !term.test(store, row) : term.test);
    if (!minus) highlight ??= term.highlight;
  }
  if (tests.length === 0) return { ok: true, query: null };
  const query: FrameQuery = { highlight, matches: (store, row) => tests.every((test) => test(store, row)) };
  return { ok: true, query };
}

type Term = { readonly test: Test; readonly highlight: RegExp | null } | { readonly message: string };

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

function regexTest(pattern: string, flags: string): Term {
  let regex: RegExp;
  try {
    regex = new RegExp(pattern, flags.replace(/[gy]/g, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { message: `Invalid regular expression: ${why.replace(/^Invalid regular expression: /, '')}` };
  }
  return {
    highlight: new RegExp(pattern, `${regex.flags}g`),
    test: (store, row) => {
      const started = performance.now();
      const isMatch = regex.test(textOf(store, row, SEARCHED_BYTES).slice(0, MATCHED_CHARACTERS));
      if (performance.now() - started > FRAME_BUDGET) {
        throw new SlowQueryError('This regular expression takes too long on these frames. Make it simpler.');
      }
      return isMatch;
    },
  };
}

const decoder = new TextDecoder();

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
