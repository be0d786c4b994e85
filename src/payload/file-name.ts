import type { Direction, PayloadType } from '../websocket/frame.ts';

export interface NamedPayload {
  /** `undefined` where it is not known any more. */
  readonly url: string | undefined;
  readonly direction: Direction;
  /** Milliseconds since the Unix epoch. */
  readonly time: number;
  readonly type: PayloadType;
  readonly payload: Uint8Array;
}

/** How well-known formats begin, and what their files are called (their own specifications; RFC 1952 §2.3.1). */
const SIGNATURES: readonly (readonly [extension: string, offset: number, bytes: readonly number[]])[] = [
  ['png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['jpg', 0, [0xff, 0xd8, 0xff]],
  ['gif', 0, [0x47, 0x49, 0x46, 0x38]],
  ['webp', 8, [0x57, 0x45, 0x42, 0x50]],
  ['gz', 0, [0x1f, 0x8b, 0x08]],
  ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
  ['wasm', 0, [0x00, 0x61, 0x73, 0x6d]],
];

/** A name for a file with a payload, which every file system takes: `localhost-9999_received_12-01-07.312.json` */
export function fileNameOf({ url, direction, time, type, payload }: NamedPayload): string {
  const clock = new Date(time).toISOString().slice(11, 23).replaceAll(':', '-');
  return `${hostOf(url)}_${direction}_${clock}.${extensionOf(type, payload)}`;
}

function hostOf(url: string | undefined): string {
  const host = url === undefined || !URL.canParse(url) ? '' : new URL(url).host;
  const safe = host.replace(/[^\w.-]+/g, '-').replace(/^[-.]+|[-.]+$/g, '');
  return safe === '' ? 'frame' : safe.slice(0, 80);
}

function extensionOf(type: PayloadType, payload: Uint8Array): string {
  const known = SIGNATURES.find(([, offset, bytes]) =>
    bytes.every((byte, i) => payload[offset + i] === byte),
  );
  if (known) return known[0];
  if (type === 'binary') return 'bin';
  return payload[0] === 0x7b || payload[0] === 0x5b ? 'json' : 'txt';
}
