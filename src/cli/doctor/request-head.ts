import { randomBytes } from 'node:crypto';
import type { HeaderField } from '../../websocket/header-field.ts';
import type { Target } from './target.ts';

export interface RequestHead {
  readonly target: Target;
  readonly headers: readonly HeaderField[];
}

export interface HandshakeOptions {
  /** One empty text: a header with an empty value, as lua-websockets sends it. */
  readonly protocols: readonly string[];
  readonly origin: string;
  readonly headers: readonly HeaderField[];
}

/** An opening handshake (RFC 6455 §4.1) as a page in Chrome sends it, or as lua-websockets does. */
export function handshakeHead(target: Target, { protocols, origin, headers }: HandshakeOptions): RequestHead {
  const isLua = protocols.length === 1 && protocols[0] === '';
  const own: [string, string][] = [
    ['Host', target.hostHeader],
    ['Upgrade', 'websocket'],
    ['Connection', 'Upgrade'],
    ...(isLua ? [] : BROWSER_HEADERS),
    ...(isLua ? [] : ([['Origin', origin]] satisfies [string, string][])),
    ['Sec-WebSocket-Version', '13'],
    ['Sec-WebSocket-Key', randomBytes(16).toString('base64')],
    ...(isLua ? [] : EXTENSIONS),
    ...(protocols.length > 0
      ? ([['Sec-WebSocket-Protocol', protocols.join(', ')]] satisfies [string, string][])
      : []),
  ];
  return { target, headers: merged(own, headers) };
}

/** An ordinary request to the same place. */
export function plainHead(target: Target, headers: readonly HeaderField[]): RequestHead {
  const own: [string, string][] = [
    ['Host', target.hostHeader],
    ['User-Agent', USER_AGENT],
    ['Accept', '*/*'],
    ['Accept-Encoding', 'identity'],
    ['Connection', 'close'],
  ];
  return { target, headers: merged(own, headers) };
}

/** RFC 9112 §2.1. */
export function toBytes({ target, headers }: RequestHead): Buffer {
  const lines = headers.map(({ name, value }) => `${name}: ${value}\r\n`);
  return Buffer.from(`GET ${target.requestTarget} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1');
}

const USER_AGENT = 'Mozilla/5.0 (compatible; Socketscope)';
const BROWSER_HEADERS: [string, string][] = [
  ['Pragma', 'no-cache'],
  ['Cache-Control', 'no-cache'],
  ['User-Agent', USER_AGENT],
];
const EXTENSIONS: [string, string][] = [
  ['Sec-WebSocket-Extensions', 'permessage-deflate; client_max_window_bits'],
];

/** The person's own headers, which take the place of those of the same name. */
function merged(own: readonly (readonly [string, string])[], more: readonly HeaderField[]): HeaderField[] {
  const names = new Set(more.map(({ name }) => name.toLowerCase()));
  const kept = own.filter(([name]) => !names.has(name.toLowerCase()));
  return [...kept.map(([name, value]) => ({ name, value })), ...more];
}
