import { describe, expect, it } from 'vitest';
import { base64Of, hexOf, previewOf } from './payload-text.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('payload preview', () => {
  it('is one line, whatever the payload has in it', () => {
    expect(previewOf(bytes('a\r\nb\tc'), 'text')).toBe('a\\r↵b⇥c');
    expect(previewOf(bytes('\u0000\u001b[31m\u0085'), 'text')).toBe('\\x00\\x1b[31m\\x85');
  });

  it('does not let a payload turn the direction of what follows', () => {
    expect(previewOf(bytes('safe\u202eevil'), 'text')).toBe('safe\\u202eevil');
  });

  it('decodes no more than it shows', () => {
    const preview = previewOf(new Uint8Array(10_000_000).fill(0x61), 'text');
    expect(preview).toBe(`${'a'.repeat(200)} …`);
  });

  it('shows binary in hexadecimal, and that there is more', () => {
    expect(previewOf(Uint8Array.of(0, 1, 0xfe), 'binary')).toBe('00 01 fe');
    expect(previewOf(new Uint8Array(65), 'binary')).toMatch(/^(00 ){64}…$/);
  });

  it('shows what is not UTF-8 as such', () => {
    expect(previewOf(Uint8Array.of(0x61, 0xff), 'text')).toBe('a\ufffd');
  });
});

describe('bytes as text', () => {
  it('gives hexadecimal and base64', () => {
    expect(hexOf(Uint8Array.of(1, 0xab))).toBe('01ab');
    expect(base64Of(Uint8Array.of(1, 2, 3, 255))).toBe('AQID/w==');
    expect(atob(base64Of(new Uint8Array(100_000).fill(7))).length).toBe(100_000);
  });
});
