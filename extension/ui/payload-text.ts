import type { FrameType } from '../../src/websocket/frame.ts';

const PREVIEW_BYTES = 240;
const decoder = new TextDecoder();

/** One line that shows the beginning of a payload, with control characters made visible. */
export function previewOf(payload: Uint8Array, type: FrameType): string {
  const start = payload.subarray(0, PREVIEW_BYTES);
  const more = payload.length > PREVIEW_BYTES ? '…' : '';
  return (
    (type === 'text' ? visible(decoder.decode(start)) : hexOf(start.subarray(0, 64), ' ')) +
    (type === 'text' ? more : payload.length > 64 ? ' …' : '')
  );
}

/** Bytes as pairs of hexadecimal digits. */
export function hexOf(bytes: Uint8Array, separator = ''): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(separator);
}

/** Standard base64 of bytes of any number. */
export function base64Of(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}

export function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Control characters as the pictures that Unicode has for them; overriding direction marks as their numbers. */
function visible(text: string): string {
  return text
    .replace(/[\u0000-\u001f\u007f]/g, (c) =>
      c === '\u007f' ? '\u2421' : String.fromCharCode(0x2400 + c.charCodeAt(0)),
    )
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
}
