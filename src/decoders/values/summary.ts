import { MAX_SUMMARY } from '../decoder.ts';
import type { Entry, Value } from './value.ts';

/** Entries of an object or array that a summary names. */
const MAX_ENTRIES = 6;
const MAX_STRING = 40;
/** Keys by which games and protocols name a message, the likeliest first. */
const NAMES = ['op', 'type', 'event', 'action', 'cmd', 'command', 'kind', 'method', 't', 'msg', 'name', 'id'];

/** A value in one line: what names the message first, then the rest, shortened. */
export function summaryOf(value: Value): string {
  return shorten(oneLine(value, 0), MAX_SUMMARY);
}

export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /[\ud800-\udbff]$/.test(text.slice(0, length - 1)) ? length - 2 : length - 1;
  return `${text.slice(0, end)}…`;
}

function oneLine(value: Value, depth: number): string {
  switch (value.kind) {
    case 'null':
      return value.isUndefined ? 'undefined' : 'null';
    case 'boolean':
      return String(value.value);
    case 'number':
      return value.symbol ?? value.source ?? numberText(value.value);
    case 'bigint':
      return value.symbol ?? String(value.value);
    case 'string':
      return JSON.stringify(shorten(value.value, MAX_STRING));
    case 'bytes':
      return `${value.value.length} ${value.value.length === 1 ? 'byte' : 'bytes'}`;
    case 'date':
      return dateText(value.value);
    case 'image':
      return `${value.mediaType.replace(/^image\//, '').toUpperCase()} ${value.width} × ${value.height}`;
    case 'tagged':
      return `${value.tag}(${oneLine(value.value, depth)})`;
    case 'payload':
      return value.summary ?? `${value.bytes.length} bytes`;
    case 'array':
      return arrayLine(value.items, value.length ?? value.items.length, depth);
    case 'object':
      return objectLine(value.entries, value.length ?? value.entries.length, depth);
  }
}

function arrayLine(items: readonly Value[], length: number, depth: number): string {
  const isShort = depth < 2 && length <= MAX_ENTRIES && items.every((item) => isScalar(item));
  if (length === 0) return '[]';
  if (!isShort && depth > 0) return `[${length}]`;
  const shown = items.slice(0, MAX_ENTRIES).map((item) => oneLine(item, depth + 1));
  return `[${shown.join(', ')}${length > shown.length ? `, … ${length} in all` : ''}]`;
}

function objectLine(entries: readonly Entry[], length: number, depth: number): string {
  if (length === 0) return '{}';
  if (depth > 1) return '{…}';
  const shown = byName(entries.slice(0, 64)).slice(0, MAX_ENTRIES);
  const text = shown.map(({ key, value }) => `${keyText(key)}: ${oneLine(value, depth + 1)}`).join(', ');
  return `{${text}${length > shown.length ? ', …' : ''}}`;
}

function byName(entries: readonly Entry[]): readonly Entry[] {
  const at = NAMES.map((name) =>
    entries.findIndex((entry) => entry.key === name && isScalar(entry.value)),
  ).find((index) => index >= 0);
  if (at === undefined || at === 0) return entries;
  const named = entries[at];
  return named ? [named, ...entries.slice(0, at), ...entries.slice(at + 1)] : entries;
}

function isScalar(value: Value): boolean {
  return value.kind !== 'array' && value.kind !== 'object' && value.kind !== 'payload';
}

function keyText(key: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$-]*$/u.test(key)
    ? shorten(key, MAX_STRING)
    : JSON.stringify(shorten(key, MAX_STRING));
}

/** Floats of 32 bits are not 0.10000000149011612 to a person; the tree has all digits. */
function numberText(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(7)));
}

/** ISO 8601 where `Date` can say it. */
export function dateText(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? `${milliseconds} ms since 1970` : date.toISOString();
}
