import { dateText } from '../../../src/decoders/values/summary.ts';
import type { Entry, Value } from '../../../src/decoders/values/value.ts';
import { entriesOf } from '../../../src/decoders/values/value-walk.ts';

/** One line of the tree as it is drawn. */
export interface TreeRow {
  /** Tells it from all others: the places of its ancestors, so that keys that come twice stay apart. */
  readonly path: string;
  readonly depth: number;
  readonly key: string | null;
  /** Whether it is an item of an array. */
  readonly isItem: boolean;
  readonly value: Value;
  /** Entries of what holds others; `null` for a plain value. */
  readonly entries: number | null;
  readonly isExpanded: boolean;
  /** Its place among what is in the same value, from 1, and how many those are. */
  readonly position: number;
  readonly siblings: number;
}

/** Rows that a tree shows at most. */
export const MAX_TREE_ROWS = 200_000;
/** Characters of a string that a row has room for. */
const MAX_STRING = 2_000;
const MAX_BYTES = 32;
/** Keys that stand for an object that is not expanded. */
const SUMMARY_KEYS = 5;
/** Entries of a value that is opened along with the root at most. */
const SMALL = 20;

/** Lists the rows of a tree of which some paths are expanded. */
export function flattenTree(root: Value, expanded: ReadonlySet<string>): TreeRow[] {
  const rows: TreeRow[] = [];
  const visit = (
    value: Value,
    key: string | null,
    isItem: boolean,
    path: string,
    depth: number,
    position: number,
    siblings: number,
  ): void => {
    const entries = holdsOthers(value) ? entriesOf(value) : null;
    const isExpanded = entries !== null && expanded.has(path);
    rows.push({
      path,
      depth,
      key,
      isItem,
      value,
      entries: entries?.length ?? null,
      isExpanded,
      position,
      siblings,
    });
    if (!isExpanded) return;
    const areItems = inside(value).kind === 'array';
    for (let i = 0; i < entries.length && rows.length < MAX_TREE_ROWS; i++) {
      const entry = entries[i];
      if (entry) visit(entry.value, entry.key, areItems, `${path}/${i}`, depth + 1, i + 1, entries.length);
    }
  };
  visit(root, null, false, '', 0, 1, 1);
  return rows;
}

/** The paths that are open at first: the root, and what is small below it. */
export function initiallyExpanded(root: Value): Set<string> {
  const expanded = new Set(['']);
  entriesOf(root)
    .slice(0, SMALL)
    .forEach(({ value }, i) => {
      if (holdsOthers(value) && entriesOf(value).length <= SMALL) expanded.add(`/${i}`);
    });
  return expanded;
}

/** The paths of all that holds others, those near the root first; as many as a tree may show rows. */
export function allExpanded(root: Value): Set<string> {
  const expanded = new Set(['']);
  const waiting: [path: string, value: Value][] = [['', root]];
  let rows = 1;
  for (const [path, value] of waiting) {
    const entries = entriesOf(value);
    rows += entries.length;
    if (rows > MAX_TREE_ROWS) break;
    expanded.add(path);
    entries.forEach((entry, i) => {
      if (holdsOthers(entry.value)) waiting.push([`${path}/${i}`, entry.value]);
    });
  }
  return expanded;
}

/** A row and those that it is in, the nearest first. */
function* withAncestors(rows: readonly TreeRow[], index: number): Generator<TreeRow> {
  let depth = Number.POSITIVE_INFINITY;
  for (let i = index; i >= 0; i--) {
    const row = rows[i];
    if (!row || row.depth >= depth) continue;
    depth = row.depth;
    yield row;
  }
}

/** The bytes that the offsets of a row count in; `null` for those of the frame. */
export function payloadAround(rows: readonly TreeRow[], index: number): Uint8Array | null {
  const [, ...around] = withAncestors(rows, index);
  for (const { value } of around) {
    let inner = value;
    while (inner.kind === 'tagged') inner = inner.value;
    if (inner.kind === 'payload') return inner.bytes;
  }
  return null;
}

/** Where a row stands, as the query language says it: `$.players[0].id`. */
export function queryPathOf(rows: readonly TreeRow[], index: number): string {
  let path = '';
  for (const row of withAncestors(rows, index))
    if (row.key !== null) path = stepTo(row.key, row.isItem) + path;
  return `$${path}`;
}

function stepTo(key: string, isItem: boolean): string {
  if (isItem) return `[${key}]`;
  return /^[\p{L}_][\p{L}\p{N}_]*$/u.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
}

function inside(value: Value): Value {
  if (value.kind === 'tagged') return inside(value.value);
  return value.kind === 'payload' && value.value ? inside(value.value) : value;
}

function holdsOthers(value: Value): boolean {
  const { kind } = inside(value);
  return kind === 'array' || kind === 'object';
}

/** A value in one line; of what holds others, how many or which. */
export function lineOf(value: Value): string {
  switch (value.kind) {
    case 'null':
      return value.isUndefined ? 'undefined' : 'null';
    case 'boolean':
      return String(value.value);
    case 'number':
      return symbolOf(value.symbol, value.source ?? numberText(value.value, value.type));
    case 'bigint':
      return symbolOf(value.symbol, String(value.value));
    case 'string':
      return value.value.length > MAX_STRING
        ? `${JSON.stringify(value.value.slice(0, MAX_STRING))} … ${value.value.length.toLocaleString('en-US')} characters`
        : JSON.stringify(value.value);
    case 'date':
      return dateText(value.value);
    case 'bytes':
      return bytesLine(value.value);
    case 'image':
      return `${value.mediaType}, ${value.width} × ${value.height}`;
    case 'tagged':
      return `${value.tag}: ${lineOf(value.value)}`;
    case 'payload':
      return value.value ? lineOf(value.value) : value.summary;
    case 'array':
      return countOf('[', value.items.length, value.length, ']');
    case 'object':
      return keysOf(value.entries, value.length);
  }
}

function symbolOf(symbol: string | undefined, number: string): string {
  return symbol === undefined ? number : `${symbol} (${number})`;
}

/** A float of 32 bits with no more digits than it takes to tell it from its neighbours. */
function numberText(value: number, type = ''): string {
  if (!/^(f32|float ?32|float)/.test(type) || !Number.isFinite(value)) return String(value);
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return String(short);
  }
  return String(value);
}

function bytesLine(bytes: Uint8Array): string {
  const digits = Array.from(bytes.subarray(0, MAX_BYTES), (byte) => byte.toString(16).padStart(2, '0'));
  const count = bytes.length === 1 ? '1 byte' : `${bytes.length.toLocaleString('en-US')} bytes`;
  if (bytes.length === 0) return count;
  return `${digits.join(' ')}${bytes.length > MAX_BYTES ? ' …' : ''} (${count})`;
}

function keysOf(entries: readonly Entry[], length = entries.length): string {
  const keys = entries.slice(0, SUMMARY_KEYS).map(({ key }) => key);
  if (entries.length < length) return `{${[...keys, '…'].join(', ')}} ${entries.length} of ${length}`;
  return `{${keys.join(', ')}${entries.length > SUMMARY_KEYS ? ', …' : ''}}`;
}

function countOf(open: string, read: number, length = read, close: string): string {
  return read < length
    ? `${open}${read} of ${length.toLocaleString('en-US')}${close}`
    : `${open}${read}${close}`;
}
