/** A value of a JSON text; a number keeps its source where JavaScript might round it. */
export type JsonValue =
  | JsonNumber
  | number
  | string
  | boolean
  | null
  | JsonValue[]
  | { [key: string]: JsonValue };

export class JsonNumber {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

export type ParsedJson =
  | { readonly ok: true; readonly value: JsonValue; /** Numbers may be rounded. */ readonly isRounded: boolean }
  | { readonly ok: false; readonly why: string };

/** Characters from which on the source of numbers is kept only where a look at the text says that it matters. */
const LARGE = 256 * 1024;
/** Characters from which on it is not kept at all: a callback per value would take seconds. */
const HUGE = 4 * 1024 * 1024;
/** Numbers that `String(Number(source))` would write otherwise, or something in a string that looks like one. */
const NOT_EXACT = /[\d.]{16}|\d[eE]|\.\d*0(?!\d)|-0(?![.\d])/;

/** Parses JSON without losing digits (JSON.parse source text access, ECMAScript 2026). */
export function parseJson(text: string): ParsedJson {
  const isExact = text.length < LARGE || NOT_EXACT.test(text);
  const isRounded = isExact && text.length > HUGE;
  try {
    const value: unknown = isExact && !isRounded ? JSON.parse(text, keepSource) : JSON.parse(text);
    return { ok: true, value: value as JsonValue, isRounded };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

function keepSource(_: string, value: unknown, context?: { source?: string }): unknown {
  return typeof value === 'number' ? new JsonNumber(context?.source ?? String(value)) : value;
}

/** One line of the tree as it is drawn. */
export interface TreeRow {
  readonly path: string;
  readonly depth: number;
  readonly key: string | null;
  readonly value: JsonValue;
  /** Entries of an object or an array; `null` for a plain value. */
  readonly entries: number | null;
  readonly isExpanded: boolean;
}

/** Rows that a tree shows at most. */
export const MAX_TREE_ROWS = 200_000;
/** Characters of a string that a row has room for. */
const MAX_STRING = 2_000;
/** Keys that stand for an object that is not expanded. */
const SUMMARY_KEYS = 5;
/** Entries of a value that is opened along with the root at most. */
const SMALL = 20;

/** Lists the rows of a tree of which some paths are expanded. */
export function flattenTree(root: JsonValue, expanded: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (value: JsonValue, key: string | null, path: string, depth: number): void => {
    const keys = keysOf(value);
    const isExpanded = keys !== null && expanded.has(path);
    rows.push({ path, depth, key, value, entries: keys?.length ?? null, isExpanded });
    for (let i = 0; isExpanded && i < keys.length && rows.length < MAX_TREE_ROWS; i++) {
      const name = typeof keys === 'number' ? String(i) : (keys[i] ?? '');
      visit(childOf(value, name), name, pathOf(path, name), depth + 1);
    }
  };
  visit(root, null, '', 0);
  return rows;
}

/** The paths that are open at first: the root, and what is small below it. */
export function initiallyExpanded(root: JsonValue): Set<string> {
  const expanded = new Set(['']);
  const keys = keysOf(root) ?? [];
  for (let i = 0; i < Math.min(keys.length, SMALL); i++) {
    const name = keys[i] ?? String(i);
    const count = keysOf(childOf(root, name))?.length;
    if (count !== undefined && count <= SMALL) expanded.add(pathOf('', name));
  }
  return expanded;
}
