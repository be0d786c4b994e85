import { cArrayOf } from '../../../src/payload/c-array.ts';
import { indentJson } from '../../../src/payload/indent-json.ts';
import type { FrameStore } from '../../../src/frame-store/frame-store.ts';
import { copyText } from '../copy.tsx';
import { formatBytes, formatNumberOf } from '../formatting.ts';
import { tell } from '../notice.ts';
import { base64Of, hexOf, textOf } from './payload-text.ts';

/** What a payload can be copied as. */
export type CopyFormat = 'text' | 'hex' | 'base64' | 'json' | 'c';

interface Format {
  /** Bytes of a payload from which on the clipboard would hold up the browser for seconds. */
  readonly limit: number;
  /** `null` where the payload cannot be written so. */
  readonly write: (payload: Uint8Array) => string | null;
}

const MB = 1e6;
const FORMATS: Readonly<Record<CopyFormat, Format>> = {
  text: { limit: 16 * MB, write: textOf },
  hex: { limit: 5 * MB, write: (payload) => hexOf(payload, ' ') },
  base64: { limit: 12 * MB, write: base64Of },
  json: { limit: 4 * MB, write: jsonOf },
  c: { limit: 3 * MB, write: cArrayOf },
};

/** The same with the names that a person reads. */
export const COPIES = [
  ['text', 'text'],
  ['hex', 'hex'],
  ['base64', 'Base64'],
  ['json', 'JSON'],
  ['c', 'C array'],
] as const;

/** Copies bytes, and tells the person whether that went well. */
export function copyBytes(payload: Uint8Array, as: CopyFormat): void {
  const { limit, write } = FORMATS[as];
  if (payload.length > limit) {
    tell(`${formatBytes(payload.length)} are too many to copy so: save them instead`);
    return;
  }
  const written = write(payload);
  if (written === null) tell('This is no JSON');
  else copyWritten(written, formatNumberOf(payload.length, 'byte'));
}

/** Copies a text that stands for something, and tells the person whether that went well. */
export function copyWritten(text: string, what: string): void {
  tell(copyText(text) ? `Copied ${what}` : 'The browser refused to copy');
}

/** Copies a frame: its text, or its bytes in hexadecimal, unless a format is named. */
export function copyFrame(store: FrameStore, row: number, as?: CopyFormat): void {
  copyBytes(store.payload(row), as ?? (store.payloadType(row) === 'text' ? 'text' : 'hex'));
}

function jsonOf(payload: Uint8Array): string | null {
  const text = textOf(payload);
  try {
    JSON.parse(text);
  } catch {
    // That it is none is the answer.
    return null;
  }
  return indentJson(text);
}
