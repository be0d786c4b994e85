import type { Payload } from './decoder.ts';

/** What the first bytes of a protocol's frames can be: right rather too often than too rarely, and cheap. */

/** An Engine.IO packet is a digit up to 6; attachments are any bytes. */
export function isEngineIo({ bytes, isText }: Payload): boolean {
  const first = bytes[0] ?? 0;
  return !isText || (first >= 0x30 && first <= 0x36);
}

export function isUpperCase(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x41 && byte <= 0x5a;
}

export function beginsAsArrayOrObject({ bytes: [first] }: Payload): boolean {
  return first === 0x5b || first === 0x7b;
}

export function beginsAsObject({ bytes }: Payload): boolean {
  return bytes[0] === 0x7b;
}

/** An array or object, or the kind of a binary message: 0, 1 or 2. */
export function isPhoenix({ bytes, isText }: Payload): boolean {
  const first = bytes[0] ?? 0xff;
  return isText ? first === 0x5b || first === 0x7b : first <= 2;
}

/** `o`, `h`, `a[`, `m"`, `c[`, or an array of strings. */
export function isSockJs({ bytes, isText }: Payload): boolean {
  const [first, second] = bytes;
  if (!isText) return false;
  if (first === 0x5b) return second === 0x22;
  if (first === 0x6f || first === 0x68) return bytes.length === 1;
  return first === 0x61 || first === 0x63 ? second === 0x5b : first === 0x6d;
}

export function isPortFrame({ bytes, isText }: Payload): boolean {
  return !isText && bytes.length === 10 && bytes[0] === 0xff && bytes[4] === 0x70;
}

/** The page asks for a seat by this URL. */
export function isColyseus({ isText }: Payload, url: string): boolean {
  return !isText && url.includes('sessionId=');
}

/** One packet of MQTT, its flags and its length as they must be. Packets in pieces are known by the subprotocol. */
export function isMqttPacket({ bytes, isText }: Payload): boolean {
  const [first = 0, second = 0xff] = bytes;
  const type = first >> 4;
  const hasFlags =
    type === 3 || (type === 6 || type === 8 || type === 10 ? (first & 15) === 2 : (first & 15) === 0);
  return !isText && type > 0 && hasFlags && (second >= 0x80 || bytes.length === 2 + second);
}

/** Call ids and functions are 32-bit numbers, the lowest byte first. */
export function isPosixCall({ bytes, isText }: Payload): boolean {
  return !isText && bytes.length >= 12 && bytes[3] === 0;
}
