import { parseArgs } from 'node:util';
import { clients } from '../../diagnosis/clients/registry.ts';
import { engines } from '../../diagnosis/engines/registry.ts';
import { servers } from '../../diagnosis/servers/registry.ts';
import { oneLine, parseHeader, parseProtocols, parseWebSocketUrl } from '../handshake-arguments.ts';
import { UsageError } from '../usage-error.ts';
import type { Examination } from './examine.ts';

/** Seconds that each request may take. */
export const DEFAULT_TIMEOUT = 10;

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
  const url = parseWebSocketUrl(written);
  return {
    examination: {
      url,
      protocols: parseProtocols(values.protocol ?? []),
      ...(values.origin === undefined ? {} : { origin: oneLine(values.origin, '--origin') }),
      headers: (values.header ?? []).map(parseHeader),
      timeout: parseTimeout(values.timeout ?? String(DEFAULT_TIMEOUT)),
    },
    isJson: values.json ?? false,
    showsSecrets: values['show-secrets'] ?? false,
    fixFor: (values['fix-for'] ?? []).map(parseFixFor),
    clients: (values.client ?? []).map(parseClient),
  };
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
