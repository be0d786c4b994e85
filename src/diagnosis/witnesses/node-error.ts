import { code } from '../code-span.ts';
import type { Finding, FindingBody, Stage } from '../finding.ts';

/** How far the command line had come when it failed. */
type Reached = 'connect' | Stage;

/**
 * Why the command line got no answer: an error code of Node or one of the words below, and how far it had come.
 * `CLOSED`: the other side ended the connection. `TIMEOUT`: it took longer than `milliseconds`. `HEAD_TOO_LONG`: no end of
 * the headers within `bytes`. `NOT_HTTP`: what came begins with `start`.
 */
export type NodeFailure =
  | { readonly code: string; readonly reached: Reached }
  | { readonly code: 'TIMEOUT'; readonly reached: Reached; readonly milliseconds: number }
  | { readonly code: 'HEAD_TOO_LONG'; readonly reached: Reached; readonly bytes: number }
  | { readonly code: 'NOT_HTTP'; readonly reached: Reached; readonly start: string };

/** Codes that mean one thing or another by how far it had come. */
const STAGED: ReadonlySet<string> = new Set(['CLOSED', 'ECONNRESET', 'EPIPE']);

type Translated = FindingBody & { readonly what: string };

/** `NodeFailure` as the text that evidence carries. */
export function writeNodeError(failure: NodeFailure): string {
  const detail =
    'milliseconds' in failure
      ? String(failure.milliseconds)
      : 'bytes' in failure
        ? String(failure.bytes)
        : 'start' in failure
          ? failure.start
          : '';
  const isStaged = detail !== '' || STAGED.has(failure.code);
  return isStaged ? `${failure.code} ${failure.reached} ${detail}`.trimEnd() : failure.code;
}

/** Translates what {@link writeNodeError} has written. */
export function readNodeError(error: string, time: number): Finding {
  const [, name = error, reached = '', detail = ''] = /^(\S+) (\S+)(?: (.*))?$/s.exec(error) ?? [];
  return { witness: 'response', time, ...translate(name, reached, detail) };
}

const WAITED_FOR: Readonly<Record<string, string>> = {
  connect: 'No connection',
  tls: 'TLS was not set up',
  'within-response': 'The headers of the answer had no end',
};

function translate(name: string, reached: string, detail: string): Translated {
  switch (name) {
    case 'CLOSED':
      return { kind: 'closed-before-response', stage: stageOf(reached), what: whereClosed(stageOf(reached)) };
    case 'ECONNRESET':
    case 'EPIPE':
      return {
        kind: 'connection-reset',
        stage: stageOf(reached),
        what: `The connection was reset (${code(name)})`,
      };
    case 'TIMEOUT':
      return {
        kind: 'response-timeout',
        stage: reached === 'connect' ? 'connect' : 'response',
        what: `${WAITED_FOR[reached] ?? 'No answer'} within ${(Number(detail) / 1000).toFixed(1)} s`,
      };
    case 'ETIMEDOUT':
      return {
        kind: 'response-timeout',
        stage: 'connect',
        what: `The connection took too long (${code(name)})`,
      };
    case 'HEAD_TOO_LONG':
      return { kind: 'response-too-big', what: `After ${detail} bytes the headers of the answer had no end` };
    case 'NOT_HTTP':
      return {
        kind: 'response-not-http',
        what: `What came back is not HTTP: it begins with ${code(detail)}`,
      };
    default:
      return fromCode(name);
  }
}

const CODES: readonly (readonly [pattern: RegExp, what: string, body: FindingBody])[] = [
  [/^ECONNREFUSED$/, 'The connection was refused', { kind: 'connection-refused' }],
  [/^(?:ENOTFOUND|EAI_.*)$/, 'No address was found for the host', { kind: 'host-not-found' }],
  [
    /^(?:EHOSTUNREACH|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EAFNOSUPPORT)$/,
    'There is no way to the host',
    { kind: 'host-unreachable' },
  ],
  [
    /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_.*|CERT_UNTRUSTED)$/,
    'The certificate is not signed by a known authority',
    { kind: 'certificate-rejected', fault: 'authority' },
  ],
  [
    /^(?:ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/,
    'The certificate is made out to another name',
    { kind: 'certificate-rejected', fault: 'name' },
  ],
  [
    /^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)$/,
    'The certificate is not valid today',
    { kind: 'certificate-rejected', fault: 'date' },
  ],
  [
    /^(?:CERT_|INVALID_CA|INVALID_PURPOSE)/,
    'The certificate is not accepted',
    { kind: 'certificate-rejected', fault: 'other' },
  ],
  [
    /^ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL)$/,
    'What answers does not speak TLS',
    { kind: 'tls-to-plain-port' },
  ],
  [/^(?:ERR_SSL_|ERR_TLS_|EPROTO)/, 'TLS could not be set up', { kind: 'tls-failed' }],
];

function fromCode(name: string): Translated {
  const [, what = 'Node reports an error', body = { kind: 'not-understood' } as const] =
    CODES.find(([pattern]) => pattern.test(name)) ?? [];
  return { ...body, what: `${what} (${code(name)})` };
}

function stageOf(reached: string): Stage {
  return reached === 'tls' || reached === 'within-response' ? reached : 'response';
}

function whereClosed(stage: Stage): string {
  switch (stage) {
    case 'tls':
      return 'The connection was closed while TLS was set up';
    case 'response':
      return 'The connection was closed before the first byte of an answer';
    case 'within-response':
      return 'The connection was closed in the middle of the headers';
  }
}
