import type { PayloadType } from '../../../src/websocket/frame.ts';

/** Bytes of a text and of a binary payload that a row has room for. */
const PREVIEW_BYTES = { text: 200, binary: 64 } as const;

const decoder = new TextDecoder();

/** One line that shows the beginning of a payload, with control characters made visible. */
export function previewOf(payload: Uint8Array, type: PayloadType): string {
  const start = payload.subarray(0, PREVIEW_BYTES[type]);
  const shown = type === 'text' ? visible(textOf(start)) : hexOf(start, ' ');
  return payload.length > start.length ? `${shown} …` : shown;
}

const PAIRS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Bytes as pairs of hexadecimal digits. */
export function hexOf(bytes: Uint8Array, separator = ''): string {
  let hex = '';
  for (const byte of bytes) hex += hex === '' ? PAIRS[byte] : separator + PAIRS[byte];
  return hex;
}

/** Standard base64 of bytes of any number. */
export function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}

/** The text that bytes encode in UTF-8, U+FFFD where they encode none. */
export function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

const SIGNS: Readonly<Record<string, string>> = { '\n': '↵', '\t': '⇥', '\r': '\\r' };

/** Line ends and tabs as signs; other control characters, and those that turn the direction of text, as escapes. */
export function visible(text: string): string {
  return text.replace(
    /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu,
    (character) => SIGNS[character] ?? escapeOf(character.charCodeAt(0)),
  );
}

function escapeOf(code: number): string {
  return code < 0x100
    ? `\\x${code.toString(16).padStart(2, '0')}`
    : `\\u${code.toString(16).padStart(4, '0')}`;
}
