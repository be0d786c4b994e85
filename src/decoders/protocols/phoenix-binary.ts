import type { Direction } from '../../websocket/frame.ts';
import type { Entry } from '../values/value.ts';

interface BinaryMessage {
  readonly fields: readonly Entry[];
  readonly bodyAt: number;
  readonly ref: string | undefined;
  readonly topic: string;
  readonly event: string;
  readonly status: string | undefined;
}

/** What stands before the payload, by kind; a push of the server has no reference. */
const KINDS = [
  ['joinRef', 'ref', 'topic', 'event'],
  ['joinRef', 'ref', 'topic', 'status'],
  ['topic', 'event'],
] as const;
const PUSH_OF_SERVER = ['joinRef', 'topic', 'event'] as const;

/** Reads a binary message of Phoenix' serializer, version 2: a kind, a length for each field, the fields, the payload. */
export function decodeBinaryPhoenix(bytes: Uint8Array, direction: Direction): BinaryMessage | null {
  const kind = bytes[0] ?? -1;
  const names = kind === 0 && direction === 'received' ? PUSH_OF_SERVER : KINDS[kind];
  if (!names) return null;
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const read = new Map<string, string>();
  const fields: Entry[] = [];
  let at = 1 + names.length;
  for (const [index, name] of names.entries()) {
    const start = at;
    at += bytes[1 + index] ?? 0;
    if (at > bytes.length) return null;
    try {
      const value = utf8.decode(bytes.subarray(start, at));
      read.set(name, value);
      fields.push({ key: name, value: { kind: 'string', value, start, end: at } });
    } catch {
      return null;
    }
  }
  const [topic, status] = [read.get('topic') ?? '', read.get('status')];
  const event = read.get('event') ?? 'phx_reply';
  return topic === '' ? null : { fields, bodyAt: at, ref: read.get('ref'), topic, event, status };
}
