import type { Entry } from 'har-format';
import type { NetworkLogEntry } from '../../src/session/handshake-witnesses.ts';
import type { LoggedSocket } from '../../src/session/logged-sockets.ts';
import type { ProbeLogEntry } from '../../src/session/probe-log.ts';
import type { Opener } from '../../src/session/connection.ts';
import { browser } from '../browser.ts';
import { headerValue } from '../../src/websocket/header-field.ts';

interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** What Chrome adds to HAR; a message of `type: 'error'` carries its reason for refusing a handshake. */
export interface ChromeEntry extends Omit<Entry, '_webSocketMessages' | '_initiator'> {
  readonly _webSocketMessages?: readonly {
    readonly type: string;
    /** Seconds since the Unix epoch. */
    readonly time: number;
    readonly opcode: number;
    readonly data: string;
  }[];
  readonly _initiator?: {
    readonly type?: string;
    readonly stack?: { readonly callFrames?: readonly CallFrame[] };
  };
}

const EXTENSION = browser.runtime.getURL('');
const BINARY = 2;

/**
 * The relay makes probes within the page, so they are in its log: nothing of the page is on their stack. On that of the
 * page's own connections the hook is, and what called it.
 */
export function isProbe(entry: ChromeEntry): boolean {
  const frames = callFrames(entry);
  return frames.length > 0 && frames.every(isOwn);
}

/** Whether the hook is on the stack: it tells of this socket itself. Without a stack nobody knows: taken as if it does. */
export function isHooked(entry: ChromeEntry): boolean {
  const frames = callFrames(entry);
  return frames.length === 0 || frames.some(isOwn);
}

/** Whether it is a WebTransport session. Chrome's log has no more of it than its URL, and when it ended. */
export function isTransport({ _resourceType }: ChromeEntry): boolean {
  return (_resourceType as string | undefined) === 'webtransport';
}

/** The URL, where this is the request for a worker's script: no script or element of a page asks for it. */
export function workerScript({ _resourceType, _initiator, request }: ChromeEntry): string | null {
  if (_resourceType !== 'script' || _initiator?.type !== 'other') return null;
  const destination = headerValue(request.headers, 'sec-fetch-dest');
  return destination === undefined || destination.endsWith('worker') ? request.url : null;
}

export function parseProbe(entry: ChromeEntry): ProbeLogEntry {
  return { kind: entry._resourceType === 'websocket' ? 'handshake' : 'http', ...parseExchange(entry) };
}

export function parseHandshake(entry: ChromeEntry, isLive: boolean): NetworkLogEntry {
  const started = Date.parse(entry.startedDateTime);
  // Chrome gives no start where no request was sent: the host refused, or its name is not known.
  const start =
    started > 0 ? { startedAt: started } : isLive ? { endedAt: Date.now() } : { listedAt: Date.now() };
  return { ...start, ...parseExchange(entry) };
}

/**
 * @param isWorkerScript whether the log has the URL as that of a worker
 * @param hasFinished whether the log told of it as of a request that is over
 */
export function parseSocket(
  entry: ChromeEntry,
  isWorkerScript: (url: string) => boolean,
  hasFinished: boolean,
): LoggedSocket {
  const { timings, _webSocketMessages = [] } = entry;
  const started = Date.parse(entry.startedDateTime);
  const exchange = parseExchange(entry);
  const frames = callFrames(entry);
  const script = frames.find(({ url }) => isWorkerScript(url))?.url;
  const opener: Opener = script === undefined ? 'unknown' : 'worker';
  return {
    ...exchange,
    key: isTransport(entry)
      ? `${entry.startedDateTime} ${exchange.url}`
      : (headerValue(exchange.requestHeaders, 'sec-websocket-key') ?? null),
    api: isTransport(entry) ? 'WebTransport' : 'WebSocket',
    // That of a WebTransport session counts from another origin.
    startedAt: started > 0 && !isTransport(entry) ? started : Date.now(),
    // The time after the answer is given once it is known, which is at the end.
    hasEnded: timings.receive > 0 || exchange.error !== undefined || hasFinished,
    opener,
    initiator: script ?? frames.at(-1)?.url ?? '',
    stack: frames.map(toStackLine).join('\n'),
    messages: _webSocketMessages.flatMap(({ type, time, opcode, data }) =>
      type === 'send' || type === 'receive'
        ? [{ type, time: time * 1_000, isBinary: opcode === BINARY, data }]
        : [],
    ),
  };
}

function parseExchange({ request, response, _webSocketMessages }: ChromeEntry) {
  const error =
    _webSocketMessages?.find(({ type }) => type === 'error')?.data ??
    (response as { _error?: string | null })._error;
  return {
    url: request.url,
    status: response.status,
    statusText: response.statusText,
    requestHeaders: request.headers.map(({ name, value }) => ({ name, value })),
    responseHeaders: response.headers.map(({ name, value }) => ({ name, value })),
    ...(typeof error === 'string' ? { error } : {}),
  };
}

function callFrames({ _initiator }: ChromeEntry): readonly CallFrame[] {
  return _initiator?.stack?.callFrames ?? [];
}

function isOwn({ url }: CallFrame): boolean {
  return url.startsWith(EXTENSION);
}

/** As V8 writes it in `Error.stack`, where lines and columns count from 1. */
function toStackLine({ functionName, url, lineNumber, columnNumber }: CallFrame): string {
  return `    at ${functionName || '<anonymous>'} (${url || '<anonymous>'}:${lineNumber + 1}:${columnNumber + 1})`;
}
