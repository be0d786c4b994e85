import { type PayloadFormat } from '../../src/payload/parse-payload.ts';
import { remembered } from '../ui/remembered.ts';

/** Entries of a list that are remembered; the oldest go. */
const MAX_ENTRIES = 30;

export interface SavedPayload {
  readonly format: PayloadFormat;
  readonly text: string;
}

export const recentUrls = remembered<string[]>(
  'recent-urls',
  [],
  isListOf((value) => typeof value === 'string'),
);
export const savedPayloads = remembered<SavedPayload[]>('saved-payloads', [], isListOf(isSavedPayload));

/** Puts an entry first, once. */
export function withFirst<T>(list: readonly T[], entry: T, isSame: (a: T, b: T) => boolean = Object.is): T[] {
  return [entry, ...list.filter((other) => !isSame(other, entry))].slice(0, MAX_ENTRIES);
}

export function isSamePayload(a: SavedPayload, b: SavedPayload): boolean {
  return a.format === b.format && a.text === b.text;
}

function isSavedPayload(value: unknown): boolean {
  const { format, text } = (value ?? {}) as Partial<SavedPayload>;
  return typeof text === 'string' && ['text', 'json', 'hex', 'base64'].includes(String(format));
}

function isListOf<T>(isEntry: (value: unknown) => boolean) {
  return (value: unknown): value is T[] => Array.isArray(value) && value.every(isEntry);
}
