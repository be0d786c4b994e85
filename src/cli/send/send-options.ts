import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parsePayload } from '../../payload/parse-payload.ts';
import type { HeaderField } from '../../websocket/header-field.ts';
import { oneLine, parseHeader, parseProtocols, parseWebSocketUrl } from '../handshake-arguments.ts';
import { UsageError } from '../usage-error.ts';

/** Seconds that the server may stay silent by default before the connection is closed. */
export const DEFAULT_WAIT = 1;

export interface Sending {
  readonly url: string;
  readonly protocols: readonly string[];
  readonly origin: string | undefined;
  readonly headers: readonly HeaderField[];
  readonly isBinary: boolean;
  readonly payload: Uint8Array;
  /** Silence after which the connection is closed, in milliseconds. */
  readonly wait: number;
}

/** @throws {UsageError} for arguments that cannot be understood */
export function parseSendOptions(args: readonly string[]): Sending {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      protocol: { type: 'string', multiple: true },
      origin: { type: 'string' },
      header: { type: 'string', multiple: true },
      text: { type: 'string' },
      hex: { type: 'string' },
      base64: { type: 'string' },
      file: { type: 'string' },
      type: { type: 'string' },
      wait: { type: 'string' },
    },
  });
  const [url, ...others] = positionals;
  if (url === undefined) throw new UsageError('No URL.');
  if (others.length > 0) throw new UsageError(`More than one URL: ${positionals.join(' ')}`);
  const { type } = values;
  if (type !== undefined && type !== 'text' && type !== 'binary')
    throw new UsageError(`--type is text or binary, not "${type}".`);
  return {
    url: parseWebSocketUrl(url),
    protocols: parseProtocols(values.protocol ?? []),
    origin: values.origin === undefined ? undefined : oneLine(values.origin, '--origin'),
    headers: (values.header ?? []).map(parseHeader),
    payload: payloadOf(values),
    isBinary: type === undefined ? values.text === undefined : type === 'binary',
    wait: parseWait(values.wait ?? String(DEFAULT_WAIT)),
  };
}

type Written = { readonly [name in 'text' | 'hex' | 'base64' | 'file']?: string | undefined };

function payloadOf({ text, hex, base64, file }: Written): Uint8Array {
  const given = [text, hex, base64, file].filter((written) => written !== undefined);
  if (given.length !== 1)
    throw new UsageError('One of --text, --hex, --base64 and --file says what to send.');
  if (text !== undefined) return new TextEncoder().encode(text);
  if (file !== undefined) return readFileSync(file === '-' ? 0 : file);
  const format = hex === undefined ? 'base64' : 'hex';
  const parsed = parsePayload(format, hex ?? base64 ?? '');
  if (!parsed.ok) throw new UsageError(`--${format}: ${parsed.why}`);
  return typeof parsed.data === 'string' ? new TextEncoder().encode(parsed.data) : parsed.data;
}

function parseWait(written: string): number {
  const seconds = Number(written);
  if (!(seconds >= 0 && seconds <= 3600))
    throw new UsageError('--wait is a number of seconds, 3600 at most.');
  return seconds * 1000;
}
