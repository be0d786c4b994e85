/** What a certificate needs of the Distinguished Encoding Rules (ITU-T X.690), which `node:crypto` reads but does not write. */

/** A value with its tag and its length (§8.1), the length in the shortest form (§10.1). */
export function tagged(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  return Buffer.concat([Buffer.of(tag), lengthOf(content), content]);
}

function lengthOf({ length }: Uint8Array): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return Buffer.of(0x80 | bytes.length, ...bytes);
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => tagged(0x30, ...items);
export const set = (...items: readonly Uint8Array[]): Buffer => tagged(0x31, ...items);
export const boolean = (value: boolean): Buffer => tagged(0x01, Buffer.of(value ? 0xff : 0));
export const octetString = (content: Uint8Array): Buffer => tagged(0x04, content);
export const utf8String = (text: string): Buffer => tagged(0x0c, Buffer.from(text));

/** A positive integer from its big-endian bytes: a leading bit would make it negative (§8.3). */
export function integer(bytes: Uint8Array): Buffer {
  return tagged(0x02, ...(((bytes[0] ?? 0) & 0x80) === 0 ? [bytes] : [Buffer.of(0), bytes]));
}

/** A string of whole bytes (§8.6). */
export const bitString = (content: Uint8Array): Buffer => tagged(0x03, Buffer.of(0), content);

/** An object identifier written with dots (§8.19). */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tagged(0x06, Buffer.from([first * 40 + second, ...rest].flatMap(base128)));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

/** UTCTime in seconds (§11.8), good until 2049 (RFC 5280 §4.1.2.5.1). */
export function utcTime(date: Date): Buffer {
  const digits = date.toISOString().replace(/\D/g, '');
  return tagged(0x17, Buffer.from(`${digits.slice(2, 14)}Z`));
}
