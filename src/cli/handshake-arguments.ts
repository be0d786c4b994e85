import type { HeaderField } from '../websocket/header-field.ts';
import { isSubprotocol } from '../websocket/subprotocol.ts';
import { UsageError } from './usage-error.ts';

/** What the handshake itself decides. */
const RESERVED: Readonly<Record<string, string>> = {
  connection: 'the handshake sets it',
  upgrade: 'the handshake sets it',
  origin: 'use --origin',
  'sec-websocket-key': 'the handshake sets it',
  'sec-websocket-version': 'the handshake sets it',
  'sec-websocket-extensions': 'the handshake sets it',
  'sec-websocket-protocol': 'use --protocol',
};

/** As the constructor of `WebSocket` does (WHATWG WebSockets §3.1): http stands for ws, and no fragment. */
export function parseWebSocketUrl(written: string): string {
  if (!URL.canParse(written))
    throw new UsageError(`"${written}" is not a URL, such as ws://localhost:9999/game.`);
  const url = new URL(written);
  if (!/^(?:ws|http)s?:$/.test(url.protocol)) {
    throw new UsageError(`The scheme of a WebSocket is ws or wss, not ${url.protocol.slice(0, -1)}.`);
  }
  if (url.href.includes('#')) throw new UsageError('The URL of a WebSocket has no fragment (#…).');
  url.username = '';
  url.password = '';
  return url.href.replace(/^http/, 'ws');
}

/** @throws {UsageError} */
export function parseProtocols(protocols: readonly string[]): readonly string[] {
  for (const [index, protocol] of protocols.entries()) {
    if (!isSubprotocol(protocol)) throw new UsageError(`"${protocol}" cannot be a subprotocol.`);
    if (protocols.indexOf(protocol) !== index) throw new UsageError(`--protocol ${protocol} is given twice.`);
  }
  return protocols;
}

/**
 * A header besides those that the handshake itself decides.
 * @throws {UsageError}
 */
export function parseHeader(written: string): HeaderField {
  const header = parseAnyHeader(written);
  const reserved = RESERVED[header.name.toLowerCase()];
  if (reserved !== undefined) throw new UsageError(`The header ${header.name} cannot be given: ${reserved}.`);
  return header;
}

/** @throws {UsageError} */
export function parseAnyHeader(written: string): HeaderField {
  const [, name = '', value = ''] = /^([^:]*):[ \t]*(.*)$/s.exec(oneLine(written, '--header')) ?? [];
  // A header's name is a token, as a subprotocol is (RFC 9110 §5.1).
  if (!isSubprotocol(name))
    throw new UsageError(`"${written}" is not a header, such as "Authorization: Bearer …".`);
  return { name, value: value.trim() };
}

/** A value that goes into a request as it is. */
export function oneLine(value: string, option: string): string {
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
    throw new UsageError(`${option} must be one line of Latin-1.`);
  return value;
}
