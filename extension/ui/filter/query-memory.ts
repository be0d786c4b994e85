import { tell } from '../notice.ts';
import { remembered } from '../remembered.ts';

/** A query with the name that a person gave it. */
export interface SavedQuery {
  readonly name: string;
  readonly text: string;
}

/** Saved queries, and queries that were asked, at most. */
const MAX_SAVED = 200;
const MAX_ASKED = 50;
/** Characters of what is kept. */
const MAX_TEXT = 2_000;

export const savedQueries = remembered<readonly SavedQuery[]>('saved-queries', [], areSavedQueries);
/** The newest first. */
export const askedQueries = remembered<readonly string[]>('asked-queries', [], areTexts);

/** Saves a query; one of the same name goes. */
export function saveQuery(query: SavedQuery): void {
  const others = savedQueries.value.filter(({ name }) => name !== query.name);
  savedQueries.value = [...others, query]
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .slice(0, MAX_SAVED);
  tell(`Saved “${query.name}”`);
}

/** Deletes a saved query, and offers to bring it back. */
export function deleteQuery(query: SavedQuery): void {
  savedQueries.value = savedQueries.value.filter(({ name }) => name !== query.name);
  tell(`Deleted “${query.name}”`, { run: () => saveQuery(query), forget: () => {} });
}

/** Notes that a query was of use. */
export function rememberAsked(text: string): void {
  const query = text.trim();
  if (query === '' || query.length > MAX_TEXT) return;
  askedQueries.value = [query, ...askedQueries.value.filter((other) => other !== query)].slice(0, MAX_ASKED);
}

function areTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}

function areSavedQueries(value: unknown): value is readonly SavedQuery[] {
  return (
    Array.isArray(value) &&
    value.every((each: unknown) => {
      const { name, text } = (each ?? {}) as Partial<Record<keyof SavedQuery, unknown>>;
      return typeof name === 'string' && typeof text === 'string';
    })
  );
}
