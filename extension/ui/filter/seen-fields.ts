import type { FrameStore } from '../../../src/frame-store/frame-store.ts';

/** The newest frames that are looked at, their bytes at most, and the fields that are told at most. */
const FRAMES = 40;
const MAX_BYTES = 4_096;
const MAX_FIELDS = 60;
const MAX_DEPTH = 3;
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{N}_-]*$/u;

/** Paths of the fields in the newest JSON frames, for a query that is being written. */
export function seenFields(store: FrameStore): readonly string[] {
  const fields = new Set<string>();
  const decoder = new TextDecoder();
  for (let row = store.endRow - 1; row >= Math.max(store.firstRow, store.endRow - FRAMES); row--) {
    const payload = store.payload(row);
    const first = payload[0];
    if (payload.length > MAX_BYTES || (first !== 0x7b && first !== 0x5b)) continue;
    try {
      collect(JSON.parse(decoder.decode(payload)), '', fields, 0);
    } catch {
      // Not JSON after all: it has no fields to suggest.
    }
  }
  return [...fields].toSorted();
}

function collect(value: unknown, path: string, fields: Set<string>, depth: number): void {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return;
  if (Array.isArray(value)) return collect(value[0], `${path}[*]`, fields, depth + 1);
  for (const [name, inner] of Object.entries(value)) {
    if (fields.size >= MAX_FIELDS) return;
    if (!PLAIN_NAME.test(name)) continue;
    const below = path === '' ? name : `${path}.${name}`;
    fields.add(below);
    collect(inner, below, fields, depth + 1);
  }
}
