import type { Entry } from 'har-format';
import type { NetworkLogEntry } from '../../src/session/handshake-witnesses.ts';
import type { ProbeLogEntry } from '../../src/session/probe-log.ts';
import type { Session } from '../../src/session/session.ts';
import { browser } from '../browser.ts';

/** What Chrome adds to HAR; a message of `type: 'error'` carries its reason for refusing a handshake. */
interface ChromeEntry extends Omit<Entry, '_webSocketMessages' | '_initiator'> {
  readonly _webSocketMessages?: readonly { readonly type: string; readonly data: string }[];
  readonly _initiator?: { readonly stack?: { readonly callFrames?: readonly { readonly url: string }[] } };
}

const EXTENSION = browser.runtime.getURL('');

/**
 * Lets a session hear what Chrome's network log says of handshakes: only it has the browser's reason for a refusal.
 * @returns asks the log again, for connections that are still open: it tells of these only when asked
 */
export function followNetworkLog(session: Session): () => Promise<void> {
  const { network } = browser.devtools;
  const take = (entry: unknown, isLive: boolean): void => {
    const found = entry as ChromeEntry;
    if (isProbe(found)) session.probeLogEntry(parseProbe(found));
    else if (found._resourceType === 'websocket') session.networkLogEntry(parseHandshake(found, isLive));
  };
  network.onRequestFinished.addListener((entry) => take(entry, true));
  const list = async (isWanted: (entry: ChromeEntry) => boolean): Promise<void> => {
    const log = (await network.getHAR()) as unknown as { entries: ChromeEntry[] };
    for (const entry of log.entries) if (isWanted(entry)) take(entry, false);
  };
  void list(() => true);
  // A failure is told when it happens; taken again, it would look like one of another connection.
  return () => list(({ response }) => response.status === 101);
}

/**
 * The relay makes probes within the page, so they are in its log: nothing of the page is on their stack. On that of the
 * page's own connections the hook is, and what called it.
 */
function isProbe({ _initiator }: ChromeEntry): boolean {
  const frames = _initiator?.stack?.callFrames ?? [];
  return frames.length > 0 && frames.every(({ url }) => url.startsWith(EXTENSION));
}

function parseProbe(entry: ChromeEntry): ProbeLogEntry {
  return { kind: entry._resourceType === 'websocket' ? 'handshake' : 'http', ...parseExchange(entry) };
}

function parseHandshake(entry: ChromeEntry, isLive: boolean): NetworkLogEntry {
  const started = Date.parse(entry.startedDateTime);
  // Chrome gives no start where no request was sent: the host refused, or its name is not known.
  const start =
    started > 0 ? { startedAt: started } : isLive ? { endedAt: Date.now() } : { listedAt: Date.now() };
  return { ...start, ...parseExchange(entry) };
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
