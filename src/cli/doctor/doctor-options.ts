import { parseArgs } from 'node:util';
import { clients } from '../../diagnosis/clients/registry.ts';
import { engines } from '../../diagnosis/engines/registry.ts';
import { servers } from '../../diagnosis/servers/registry.ts';
import type { HeaderField } from '../../websocket/header-field.ts';
import { isSubprotocol } from '../../websocket/subprotocol.ts';
import { UsageError } from '../usage-error.ts';
import type { Examination } from './examine.ts';

/** Seconds that each request may take. */
export const DEFAULT_TIMEOUT = 10;

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

/** Whose rules are known. */
export const CLIENTS: readonly string[] = clients.map(({ id }) => id);
/** Whose fixes are known. */
const TARGETS: readonly string[] = [...servers, ...engines].map(({ id }) => id);

export interface DoctorOptions {
  readonly examination: Examination;
  readonly isJson: boolean;
  readonly showsSecrets: boolean;
  /** Ids of servers, proxies and engines whose fix is wanted, in place of those that are guessed. */
  readonly fixFor: readonly string[];
  /** Ids of the clients that matter; none: all. */
  readonly clients: readonly string[];
}

/** @throws {UsageError} for arguments that cannot be understood */
export function parseDoctorOptions(args: readonly string[]): DoctorOptions {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      protocol: { type: 'string', multiple: true },
      origin: { type: 'string' },
      header: { type: 'string', multiple: true },
      timeout: { type: 'string' },
      json: { type: 'boolean' },
      'show-secrets': { type: 'boolean' },
      'fix-for': { type: 'string', multiple: true },
      client: { type: 'string', multiple: true },
    },
  });
  const [written, ...others] = positionals;
  if (written === undefined) throw new UsageError('No URL.');
  if (others.length > 0) throw new UsageError(`More than one URL: ${positionals.join(' ')}`);
  const url = parseUrl(written);
  return {
    examination: {
      url,
      protocols: parseProtocols(values.protocol ?? []),
      ...(values.origin === undefined ? {} : { origin: line(values.origin, '--origin') }),
      headers: (values.header ?? []).map(parseHeader),
      timeout: parseTimeout(values.timeout ?? String(DEFAULT_TIMEOUT)),
    },
    isJson: values.json ?? false,
    showsSecrets: values['show-secrets'] ?? false,
    fixFor: (values['fix-for'] ?? []).map(parseFixFor),
    clients: (values.client ?? []).map(parseClient),
  };
}

/** As the constructor of `WebSocket` does (WHATWG WebSockets §3.1): http stands for ws, and no fragment. */
function parseUrl(written: string): string {
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

function parseProtocols(protocols: readonly string[]): readonly string[] {
  for (const [index, protocol] of protocols.entries()) {
    if (!isSubprotocol(protocol)) throw new UsageError(`"${protocol}" cannot be a subprotocol.`);
    if (protocols.indexOf(protocol) !== index) throw new UsageError(`--protocol ${protocol} is given twice.`);
  }
  return protocols;
}

function parseHeader(written: string): HeaderField {
  const [, name = '', value = ''] = /^([^:]*):[ \t]*(.*)$/s.exec(line(written, '--header')) ?? [];
  if (!isSubprotocol(name))
    throw new UsageError(`"${written}" is not a header, such as "Authorization: Bearer …".`);
  const reserved = RESERVED[name.toLowerCase()];
  if (reserved !== undefined) throw new UsageError(`The header ${name} cannot be given: ${reserved}.`);
  return { name, value: value.trim() };
}

function parseFixFor(id: string): string {
  if (TARGETS.includes(id)) return id;
  throw new UsageError(`No fix is known for "${id}". Those known are: ${TARGETS.join(', ')}.`);
}

function parseClient(id: string): string {
  if (CLIENTS.includes(id)) return id;
  throw new UsageError(`No client is known as "${id}". Those known are: ${CLIENTS.join(', ')}.`);
}

function parseTimeout(written: string): number {
  const seconds = Number(written);
  if (!(seconds > 0 && seconds <= 600))
    throw new UsageError('--timeout is a number of seconds, 600 at most.');
  return seconds * 1000;
}

/** A value that goes into a request as it is. */
function line(value: string, option: string): string {
  if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
    throw new UsageError(`${option} must be one line of Latin-1.`);
  return value;
}
