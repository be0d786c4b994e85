import { TYPES } from './key-terms.ts';

/** Something that may be written where the caret is. */
export interface Suggestion {
  readonly label: string;
  /** What it is, in a few words. */
  readonly detail: string;
  /** Replaces the text from `from` to `to`. */
  readonly insert: string;
  readonly from: number;
  readonly to: number;
}

/** What there is to suggest of this session and this person. */
export interface Suggestible {
  readonly connections: readonly { readonly id: number; readonly url: string }[];
  readonly decoders: readonly { readonly id: string; readonly name: string }[];
  /** Paths of fields that were seen, such as `players[*].id`. */
  readonly fields: () => readonly string[];
  readonly saved: readonly { readonly name: string; readonly text: string }[];
  /** Queries that were asked before, the newest first. */
  readonly recent: readonly string[];
}

const MAX_SUGGESTIONS = 40;
const MAX_RECENT = 10;

/** The word that the caret is in or behind: what stands before `:`, and the rest. */
const WORD = /(?:^|[\s(])-?((?:([a-z]+):)?("[^"]*|[^\s()"]*))$/i;
const REST_OF_WORD = /^[^\s()]*/;
interface CompletedKey {
  readonly key: string;
  readonly detail: string;
  /** What may follow it, where that is known. */
  readonly values?: 'direction' | 'type' | 'connection' | 'ago';
}

/** In the order of their use. Each has other names that work as well and are not suggested. */
const COMPLETED_KEYS: readonly CompletedKey[] = [
  { key: 'dir', detail: 'in or out', values: 'direction' },
  { key: 'type', detail: 'text, binary …', values: 'type' },
  { key: 'opcode', detail: 'ping, pong, close, 0x9 …', values: 'type' },
  { key: 'size', detail: 'bytes: size>1k, size:100..200' },
  { key: 'connection', detail: 'a part of its URL, or its number', values: 'connection' },
  { key: 'time', detail: '12:01:07..12:01:09, +5s..+8s' },
  { key: 'since', detail: '12:01:07, or 30s ago', values: 'ago' },
  { key: 'until', detail: '12:01:07, or 30s ago', values: 'ago' },
  { key: 'hex', detail: 'bytes: 0a??ff' },
];
const OPERATORS = [
  ['and', 'both, as between any two words'],
  ['or', 'either'],
  ['not', 'the opposite, as does a minus'],
] as const;

/** What may be written at the caret, the likeliest first. */
export function suggestionsAt(text: string, caret: number, suggestible: Suggestible): Suggestion[] {
  const word = WORD.exec(text.slice(0, caret));
  if (!word) return [];
  const [, whole = '', key, value = ''] = word;
  const from = caret - whole.length;
  const to = caret + (REST_OF_WORD.exec(text.slice(caret))?.[0].length ?? 0);
  const place = (insert: string, label: string, detail: string): Suggestion => ({
    label,
    detail,
    insert,
    from,
    to,
  });
  const all =
    key === undefined ? words(whole, text, suggestible, place) : values(key, value, suggestible, place);
  return all.filter(({ insert }) => insert.trimEnd() !== text.slice(from, to)).slice(0, MAX_SUGGESTIONS);
}

type Place = (insert: string, label: string, detail: string) => Suggestion;

function words(word: string, text: string, suggestible: Suggestible, place: Place): Suggestion[] {
  const path = /^(\$|[a-z0-9-]+)\.(.*)$/i.exec(word);
  if (path) return fields(path[1] ?? '$', path[2] ?? '', suggestible, place);
  const isOnlyWord = text.trim() === word;
  const keys = COMPLETED_KEYS.map(({ key, detail }) => place(`${key}:`, `${key}:`, detail));
  const decoders = [
    place('$.', '$.', 'a field of what a payload decodes to'),
    ...suggestible.decoders.map(({ id, name }) => place(`${id}.`, `${id}.`, `a field of ${name}`)),
  ];
  const operators = isOnlyWord ? [] : OPERATORS.map(([name, detail]) => place(`${name} `, name, detail));
  const whole = isOnlyWord ? wholeQueries(text, suggestible) : [];
  if (word === '') return [...whole, ...keys, ...decoders, ...operators];
  const typed = word.toLowerCase();
  const fitting = [...keys, ...decoders, ...operators].filter(({ label }) => label.startsWith(typed));
  return [...whole.filter(({ label }) => label.toLowerCase().includes(typed)), ...fitting];
}

/** Those that take the place of all that is written. */
function wholeQueries(text: string, { saved, recent }: Suggestible): Suggestion[] {
  const whole = (label: string, detail: string, insert: string): Suggestion => ({
    label,
    detail,
    insert,
    from: 0,
    to: text.length,
  });
  const asked = text === '' ? recent.slice(0, MAX_RECENT) : [];
  return [
    ...saved.map(({ name, text }) => whole(name, `saved: ${text}`, text)),
    ...asked.map((text) => whole(text, 'asked before', text)),
  ];
}

function fields(root: string, typed: string, { fields }: Suggestible, place: Place): Suggestion[] {
  const start = typed.toLowerCase();
  return fields()
    .filter((field) => field.toLowerCase().startsWith(start))
    .map((field) => place(`${root}.${field} `, `${root}.${field}`, 'a field that was seen'));
}

function values(key: string, typed: string, suggestible: Suggestible, place: Place): Suggestion[] {
  const kind = COMPLETED_KEYS.find((each) => each.key === key.toLowerCase())?.values;
  const start = typed.replace(/^"/, '').toLowerCase();
  const plain = (entries: readonly (readonly [value: string, detail: string])[]) =>
    entries
      .filter(([value]) => value.startsWith(start))
      .map(([value, detail]) => place(`${key}:${value} `, value, detail));
  switch (kind) {
    case 'direction':
      return plain(DIRECTIONS);
    case 'type':
      return plain(TYPES.map((type) => [type, ''] as const));
    case 'ago':
      return plain(SPANS);
    case 'connection':
      return suggestible.connections
        .filter(({ id, url }) => url.toLowerCase().includes(start) || String(id) === start)
        .map(({ id, url }) => place(`${key}:${quoted(url)} `, url, `connection ${id}`));
    case undefined:
      return [];
  }
}

const DIRECTIONS = [
  ['in', 'received by the page'],
  ['out', 'sent by the page'],
] as const;
const SPANS = [
  ['10s', 'the last 10 seconds and what comes'],
  ['1m', 'the last minute and what comes'],
  ['5m', 'the last 5 minutes and what comes'],
] as const satisfies readonly (readonly [string, string])[];

function quoted(text: string): string {
  return /[\s()"]/.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : text;
}
