/** A value of a JSON text; numbers keep their source, since JavaScript would round large ones. */
export type JsonValue = JsonNumber | string | boolean | null | JsonValue[] | { [key: string]: JsonValue };

export class JsonNumber {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

export type ParsedJson =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly why: string };

/** Parses JSON without losing digits (JSON.parse source text access, ECMAScript 2026). */
export function parseJson(text: string): ParsedJson {
  try {
    const reviver = (_: string, value: unknown, context?: { source?: string }) =>
      typeof value === 'number' ? new JsonNumber(context?.source ?? String(value)) : value;
    return {
      ok: true,
      value: JSON.parse(text, reviver as (key: string, value: unknown) => unknown) as JsonValue,
    };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
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

/** Lists the rows of a tree of which some paths are expanded. */
export function flattenTree(root: JsonValue, expanded: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (value: JsonValue, key: string | null, path: string, depth: number): void => {
    if (rows.length >= MAX_TREE_ROWS) return;
    const entries = entriesOf(value);
    const isExpanded = entries !== null && expanded.has(path);
    rows.push({ path, depth, key, value, entries: entries?.length ?? null, isExpanded });
    if (isExpanded)
      for (const [name, child] of entries)
        visit(child, name, `${path}/${name.replaceAll('/', '~1')}`, depth + 1);
  };
  visit(root, null, '', 0);
  return rows;
}

/** The paths that are open at first: the root, and what is small below it. */
export function initiallyExpanded(root: JsonValue): Set<string> {
  const expanded = new Set(['']);
  for (const [name, child] of entriesOf(root) ?? []) {
    const entries = entriesOf(child);
    if (entries && entries.length <= 20) expanded.add(`/${name.replaceAll('/', '~1')}`);
  }
  return expanded;
}

function entriesOf(value: JsonValue): [string, JsonValue][] | null {
  if (Array.isArray(value)) return value.map((child, i) => [String(i), child]);
  if (value instanceof JsonNumber || typeof value !== 'object' || value === null) return null;
  return Object.entries(value);
}

/** A value in one line. */
export function summaryOf(value: JsonValue): string {
  if (value instanceof JsonNumber) return value.source;
  if (typeof value === 'string') return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.keys(value).slice(0, 5).join(', ')}${Object.keys(value).length > 5 ? ', …' : ''}}`;
  return String(value);
}
