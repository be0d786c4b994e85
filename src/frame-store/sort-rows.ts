/** Rows with what they are sorted by, side by side. */
export interface SortedColumns {
  readonly rows: Uint32Array;
  readonly keys: Float64Array;
}

/** Steps that are made between two places where the sorting may be interrupted. */
const STRIDE = 1 << 15;
const DIGITS = 4;
const RADIX = 1 << 16;

/**
 * Sorts rows by numbers, equal ones staying in their order: a radix sort by the bits of the numbers, 16 at a time.
 * Yields again and again, so that whoever drives it can stop in between.
 */
export function* sortRows({ rows, keys }: SortedColumns): Generator<void, SortedColumns> {
  const count = rows.length;
  const digits = yield* ordinalsOf(keys);
  let from = new Uint32Array(count);
  for (let i = 0; i < count; i++) from[i] = i;
  let to = new Uint32Array(count);
  const ends = new Uint32Array(RADIX);
  for (let digit = 0; digit < DIGITS; digit++) {
    ends.fill(0);
    for (let i = 0; i < count; i++) {
      const value = digits[i * DIGITS + digit] ?? 0;
      ends[value] = (ends[value] ?? 0) + 1;
      if (i % STRIDE === 0) yield;
    }
    // Where all have the same digit, such as the high ones of times, there is nothing to do.
    if (ends[digits[digit] ?? 0] === count) continue;
    for (let value = 0, end = 0; value < RADIX; value++) {
      const start = end;
      end += ends[value] ?? 0;
      ends[value] = start;
    }
    for (let i = 0; i < count; i++) {
      const at = from[i] ?? 0;
      const value = digits[at * DIGITS + digit] ?? 0;
      const place = ends[value] ?? 0;
      ends[value] = place + 1;
      to[place] = at;
      if (i % STRIDE === 0) yield;
    }
    [from, to] = [to, from];
  }
  const sorted = { rows: to, keys: new Float64Array(count) };
  for (let i = 0; i < count; i++) {
    const at = from[i] ?? 0;
    sorted.rows[i] = rows[at] ?? 0;
    sorted.keys[i] = keys[at] ?? 0;
    if (i % STRIDE === 0) yield;
  }
  return sorted;
}

/**
 * Merges two sorted columns, of which the second has the later rows, and leaves out those that a store has dropped.
 * Yields like {@link sortRows}.
 */
export function* mergeRows(
  a: SortedColumns,
  b: SortedColumns,
  store: { readonly firstRow: number },
): Generator<void, SortedColumns> {
  const count = a.rows.length + b.rows.length;
  const rows = new Uint32Array(count);
  const keys = new Float64Array(count);
  let length = 0;
  for (let i = 0, j = 0; i + j < count; ) {
    if ((i + j) % STRIDE === 0) yield;
    const isA = j >= b.rows.length || (i < a.rows.length && (a.keys[i] ?? 0) <= (b.keys[j] ?? 0));
    const row = (isA ? a.rows[i] : b.rows[j]) ?? 0;
    if (row >= store.firstRow) {
      rows[length] = row;
      keys[length++] = (isA ? a.keys[i] : b.keys[j]) ?? 0;
    }
    if (isA) i++;
    else j++;
  }
  // What is left out at times is little; a copy gives its room back.
  return length === count ? { rows, keys } : { rows: rows.slice(0, length), keys: keys.slice(0, length) };
}

/** The bits of doubles such that they compare as the doubles do, as unsigned digits from the lowest on. */
function* ordinalsOf(keys: Float64Array): Generator<void, Uint16Array> {
  const words = new Uint32Array(keys.slice().buffer);
  for (let i = 1; i < words.length; i += 2) {
    const high = words[i] ?? 0;
    if (high >>> 31 === 0) words[i] = high ^ 0x8000_0000;
    else {
      words[i] = ~high;
      words[i - 1] = ~(words[i - 1] ?? 0);
    }
    if ((i >>> 1) % STRIDE === 0) yield;
  }
  return new Uint16Array(words.buffer);
}
