/** How a person writes a payload down. */
export type PayloadFormat = 'text' | 'json' | 'hex' | 'base64';

export type ParsedPayload =
  | { readonly ok: true; readonly data: string | Uint8Array<ArrayBuffer> }
  | { readonly ok: false; readonly why: string };

/**
 * Reads what a person wrote: text and JSON become a text frame exactly as written, hex and base64 a binary one.
 * @returns the data, or in words what is wrong with it and where
 */
export function parsePayload(format: PayloadFormat, written: string): ParsedPayload {
  switch (format) {
    case 'text':
      return { ok: true, data: written };
    case 'json':
      return parseJson(written);
    case 'hex':
      return parseHex(written);
    case 'base64':
      return parseBase64(written);
  }
}

function parseJson(written: string): ParsedPayload {
  try {
    JSON.parse(written);
    return { ok: true, data: written };
  } catch (error) {
    return { ok: false, why: `This is no JSON: ${error instanceof Error ? error.message : String(error)}` };
  }
}

/** Pairs of digits; spaces, commas, line ends and `0x` between them are let through. */
function parseHex(written: string): ParsedPayload {
  const blanked = written.replace(/0x|[\s,]/gi, (between) => ' '.repeat(between.length));
  const stray = /[^0-9a-f ]/iu.exec(blanked);
  if (stray) {
    return { ok: false, why: `“${stray[0]}” at character ${stray.index + 1} is no hexadecimal digit.` };
  }
  const digits = blanked.replaceAll(' ', '');
  if (digits.length % 2 === 1)
    return { ok: false, why: `A byte has two digits; there are ${digits.length} in all.` };
  const bytes = new Uint8Array(digits.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16);
  return { ok: true, data: bytes };
}

/** RFC 4648 §4 or §5, padding optional. */
function parseBase64(written: string): ParsedPayload {
  const letters = written.replace(/\s/g, '').replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  const stray = /[^A-Za-z0-9+/]/.exec(letters)?.[0];
  if (stray !== undefined)
    return { ok: false, why: `“${stray}” at character ${written.indexOf(stray) + 1} is not base64.` };
  if (letters.length % 4 === 1)
    return { ok: false, why: 'Something is missing: base64 never has one letter left over.' };
  return { ok: true, data: Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0)) };
}
