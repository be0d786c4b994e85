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
  | {
      readonly ok: true;
      readonly value: JsonValue /** Numbers may be rounded. */;
      readonly isRounded: boolean;
    }
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
    const entries = entriesOf(value);
    const isExpanded = entries !== null && expanded.has(path);
    rows.push({ path, depth, key, value, entries: entries?.length ?? null, isExpanded });
    if (!isExpanded) return;
    for (let i = 0; i < entries.length && rows.length < MAX_TREE_ROWS; i++) {
      const name = entries.key(i);
      visit(entries.value(i), name, pathOf(path, name), depth + 1);
    }
  };
  visit(root, null, '', 0);
  return rows;
}

/** The paths that are open at first: the root, and what is small below it. */
export function initiallyExpanded(root: JsonValue): Set<string> {
  const expanded = new Set(['']);
  const entries = entriesOf(root);
  if (!entries) return expanded;
  for (let i = 0; i < Math.min(entries.length, SMALL); i++) {
    const below = entriesOf(entries.value(i));
    if (below && below.length <= SMALL) expanded.add(pathOf('', entries.key(i)));
  }
  return expanded;
}

/** RFC 6901, JSON Pointer. */
function pathOf(parent: string, name: string): string {
  return `${parent}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The entries of an object or an array, each made when asked for: an array may have millions. */
interface Entries {
  readonly length: number;
  key(i: number): string;
  value(i: number): JsonValue;
}

function entriesOf(value: JsonValue): Entries | null {
  if (Array.isArray(value)) {
    return { length: value.length, key: String, value: (i) => value[i] ?? null };
  }
  if (value instanceof JsonNumber || typeof value !== 'object' || value === null) return null;
  const keys = Object.keys(value);
  return { length: keys.length, key: (i) => keys[i] ?? '', value: (i) => value[keys[i] ?? ''] ?? null };
}

/** A value in one line. */
export function summaryOf(value: JsonValue): string {
  if (value instanceof JsonNumber) return value.source;
  if (typeof value === 'string') {
    return value.length > MAX_STRING
      ? `${JSON.stringify(value.slice(0, MAX_STRING))} … ${value.length.toLocaleString('en-US')} characters`
      : JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const keys = Object.keys(value);
  return `{${keys.slice(0, SUMMARY_KEYS).join(', ')}${keys.length > SUMMARY_KEYS ? ', …' : ''}}`;
}
