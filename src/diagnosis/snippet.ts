import type { Fix } from './verdict.ts';

/** What to write in one server or client. */
export interface Snippet {
  /** A sentence before the code, or in its place: which versions, or why there is nothing to write. */
  readonly note?: string;
  /** To be copied as it is. */
  readonly code?: string;
}

/** Snippets as fixes for one server or client alone. */
export function toFixes(
  side: Fix['side'],
  { id, name }: { readonly id: string; readonly name: string },
  snippets: readonly Snippet[],
): Fix[] {
  return snippets.map(({ note = '', code }) => ({
    side,
    target: id,
    text: note,
    ...(code === undefined ? {} : { code: { label: name, text: code } }),
  }));
}
