import type { RowFilter } from '../../../src/frame-store/filtered-rows.ts';
import { type QueryBase, quickTest, type QuickTest } from '../../../src/query/column-test.ts';
import { payloadTermsOf, type QueryNode } from '../../../src/query/query-node.ts';
import type { Filter } from './filter-box.tsx';
import type { SearchAhead } from './search-ahead.ts';

/** A query as it was written, and as it was read. */
export interface ReadableQuery {
  readonly text: string;
  readonly query: QueryNode | null;
}

/** All that rows are chosen by. */
export interface RowChoice extends ReadableQuery {
  readonly connection: number | null;
  readonly direction: Filter['direction'];
  readonly type: Filter['type'];
  readonly base: QueryBase;
  readonly search: SearchAhead;
}

/** The filter for what a person chose. What asks for payloads is left to the search, which begins anew. */
export function rowFilter(choice: RowChoice): RowFilter {
  const { connection, direction, type, query, text, base, search } = choice;
  const isEveryKind = direction === 'all' && type === 'all';
  const isOfKind: QuickTest = (frames, row) =>
    (direction === 'all' || frames.direction(row) === direction) &&
    (type === 'all' || frames.type(row) === type);
  if (!query) {
    search.begin(null);
    return { connection, matches: isEveryKind ? null : isOfKind };
  }
  const test = quickTest(query, base);
  const quick: QuickTest = (frames, row) => isOfKind(frames, row) && test(frames, row);
  const payloadTerms = payloadTermsOf(query);
  if (payloadTerms.length === 0) {
    search.begin(null);
    return { connection, matches: quick };
  }
  search.begin({
    text,
    base: { now: base.now, firstFrame: base.firstFrame },
    hasRegex: payloadTerms.some(({ kind }) => kind === 'regex'),
    quick: (frames, row) =>
      (connection === null || frames.connection(row) === connection) && quick(frames, row),
  });
  return { connection, matches: (_, row) => search.test(row) };
}
