import type { FrameStore } from '../../src/frame-store/frame-store.ts';
import { copyText } from './copy.tsx';
import { formatNumberOf } from './formatting.ts';
import { tell } from './notice.ts';
import { base64Of, hexOf, textOf } from './payload-text.ts';

/** What a payload can be copied as. */
const FORMATS = {
  text: textOf,
  hex: (payload: Uint8Array) => hexOf(payload, ' '),
  base64: base64Of,
} as const;

/** What copying a frame gives: its text, or its bytes in hexadecimal, unless a format is named. */
export function copyOf(store: FrameStore, row: number, as?: keyof typeof FORMATS): string {
  return FORMATS[as ?? (store.payloadType(row) === 'text' ? 'text' : 'hex')](store.payload(row));
}

/** The same with the names that a person reads. */
export const COPIES = [
  ['text', 'text'],
  ['hex', 'hex'],
  ['base64', 'Base64'],
] as const;

/** Copies a frame, and tells the person whether the browser did. */
export function copyFrame(store: FrameStore, row: number, as?: keyof typeof FORMATS): void {
  const isCopied = copyText(copyOf(store, row, as));
  tell(
    isCopied ? `Copied ${formatNumberOf(store.payload(row).length, 'byte')}` : 'The browser refused to copy',
  );
}
