import type { EditRules } from '../../wire/handshake-edits.ts';
import { isSubprotocol } from '../../websocket/subprotocol.ts';
import { targetOf } from '../doctor/target.ts';
import { oneLine, parseAnyHeader, parseWebSocketUrl } from '../handshake-arguments.ts';
import { UsageError } from '../usage-error.ts';
import type { RelayPlan } from './relay-plan.ts';

/** Where a relay listens unless told. */
export const DEFAULT_PORT = 9998;

/** What a relay is to do, in the words of the command's options. */
export interface RelayOptions {
  /** A `ws:` or `wss:` URL. A path other than `/` takes the place of the one that clients ask for. */
  readonly target: string;
  /** `PORT` on loopback or `HOST:PORT`; 9998 by default, 0 lets the system choose. */
  readonly listen?: string | number;
  /** `subprotocol`, or `subprotocol=<the one to choose in doubt>`. */
  readonly repair?: string;
  /** `K: V` each: added to the request, or put in place of what it has. */
  readonly headers?: readonly string[];
  /** Names of headers to leave out of the request. */
  readonly dropHeaders?: readonly string[];
  /** False: leaves permessage-deflate out of the offer. */
  readonly deflate?: boolean;
  /** Takes the place of the request's `Host`; `target` for the target's own. */
  readonly host?: string;
  /** Takes the place of the request's target. */
  readonly path?: string;
  /** Takes every certificate of the target. */
  readonly insecure?: boolean;
}

/** @throws {UsageError} naming the option that cannot be understood */
export function planRelay(options: RelayOptions): RelayPlan {
  const target = targetOf(parseWebSocketUrl(options.target));
  const listen = parseListen(String(options.listen ?? DEFAULT_PORT));
  const isLoopbackTarget = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/.test(target.host);
  if (isLoopbackTarget && target.port === listen.port) {
    throw new UsageError(
      `The target ${target.url} is this relay's own port: it would call itself without end.`,
    );
  }
  const path = options.path ?? (target.requestTarget === '/' ? undefined : target.requestTarget);
  const host = options.host === 'target' ? target.hostHeader : options.host;
  const rules: EditRules = {
    headers: (options.headers ?? []).map(parseAnyHeader),
    dropHeaders: (options.dropHeaders ?? []).map(parseName),
    noDeflate: options.deflate === false,
    ...(host !== undefined && { host: oneLine(host, '--host') }),
    ...(path !== undefined && { path: parsePath(path) }),
    ...(options.repair !== undefined && { repairSubprotocol: parseRepair(options.repair) }),
  };
  return { target, listen, rules, insecure: options.insecure ?? false };
}

function parseListen(written: string): RelayPlan['listen'] {
  const [, host, port = ''] = /^(?:(.+):)?(\d{1,5})$/.exec(written) ?? [];
  if (port === '' || Number(port) > 65_535) {
    throw new UsageError(`--listen ${written}: expected a port from 0 to 65535, or HOST:PORT.`);
  }
  if (host === undefined) return { port: Number(port) };
  return { port: Number(port), host: host.replace(/^\[(.*)\]$/, '$1') };
}

function parseRepair(written: string): { choice?: string } {
  const [what = '', choice] = written.split('=', 2);
  if (what !== 'subprotocol') {
    throw new UsageError(
      `--repair ${written}: what can be repaired is "subprotocol", or "subprotocol=binary".`,
    );
  }
  if (choice === undefined) return {};
  if (!isSubprotocol(choice))
    throw new UsageError(`--repair ${written}: "${choice}" cannot be a subprotocol.`);
  return { choice };
}

function parseName(written: string): string {
  if (!isSubprotocol(written)) throw new UsageError(`--drop-header ${written}: not the name of a header.`);
  return written;
}

function parsePath(written: string): string {
  if (!/^\/[\x21-\x7e]*$/.test(written))
    throw new UsageError(`--path ${written}: expected it to begin with "/".`);
  return written;
}
