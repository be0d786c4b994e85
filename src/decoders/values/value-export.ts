import { dateText } from './summary.ts';
import type { Value } from './value.ts';

/**
 * A value as JSON text that keeps the digits of large integers and duplicate keys. What JSON has no word for becomes
 * text: bytes as Base64, dates as ISO 8601, NaN and the infinities by name.
 * @param indent spaces per level; 0 for one line
 */
export function toJson(value: Value, indent = 2): string {
  const parts: string[] = [];
  write(value, '\n', ' '.repeat(indent), parts);
  return parts.join('');
}

function write(value: Value, line: string, indent: string, parts: string[]): void {
  switch (value.kind) {
    case 'null':
      parts.push('null');
      break;
    case 'boolean':
    case 'bigint':
      parts.push(String(value.value));
      break;
    case 'number':
      parts.push(value.source ?? (Number.isFinite(value.value) ? String(value.value) : `"${value.value}"`));
      break;
    case 'string':
      parts.push(JSON.stringify(value.value));
      break;
    case 'date':
      parts.push(JSON.stringify(dateText(value.value)));
      break;
    case 'bytes':
      parts.push(JSON.stringify(base64Of(value.value)));
      break;
    case 'image':
      parts.push(JSON.stringify(base64Of(value.bytes)));
      break;
    case 'tagged':
      write(value.value, line, indent, parts);
      break;
    case 'payload':
      if (value.value) write(value.value, line, indent, parts);
      else if (value.isText) parts.push(JSON.stringify(new TextDecoder().decode(value.bytes)));
      else parts.push(JSON.stringify(base64Of(value.bytes)));
      break;
    case 'array':
      writeList('[]', value.items, line, indent, parts, (item, below) => write(item, below, indent, parts));
      break;
    case 'object':
      writeList('{}', value.entries, line, indent, parts, (entry, below) => {
        parts.push(JSON.stringify(entry.key), indent === '' ? ':' : ': ');
        write(entry.value, below, indent, parts);
      });
      break;
  }
}

function writeList<Item>(
  brackets: '[]' | '{}',
  items: readonly Item[],
  line: string,
  indent: string,
  parts: string[],
  writeOne: (item: Item, below: string) => void,
): void {
  const below = line + indent;
  parts.push(brackets.charAt(0));
  items.forEach((item, i) => {
    if (i > 0) parts.push(',');
    if (indent !== '') parts.push(below);
    writeOne(item, below);
  });
  if (indent !== '' && items.length > 0) parts.push(line);
  parts.push(brackets.charAt(1));
}

function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  }
  return btoa(binary);
}
