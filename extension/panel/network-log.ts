import type { Entry } from 'har-format';
import type { NetworkLogEntry } from '../../src/session/handshake-witnesses.ts';
import type { Session } from '../../src/session/session.ts';
import { browser } from '../browser.ts';

/** What Chrome adds to HAR for WebSockets; `type: 'error'` carries its reason for refusing a handshake. */
interface WebSocketEntry extends Omit<Entry, '_webSocketMessages'> {
  readonly _webSocketMessages?: readonly { readonly type: string; readonly data: string }[];
}

/**
 * Lets a session hear what Chrome's network log says of handshakes: only it has the browser's reason for a refusal.
 * @returns asks the log again, for connections that are still open: it tells of these only when asked
 */
export function followNetworkLog(session: Session): () => Promise<void> {
  const { network } = browser.devtools;
  const take = (entry: unknown, isLive: boolean): void => {
    const found = parseEntry(entry as WebSocketEntry, isLive);
    if (found) session.networkLogEntry(found);
  };
  network.onRequestFinished.addListener((entry) => take(entry, true));
  const list = async (isWanted: (entry: WebSocketEntry) => boolean): Promise<void> => {
    const log = (await network.getHAR()) as unknown as { entries: WebSocketEntry[] };
    for (const entry of log.entries) if (isWanted(entry)) take(entry, false);
  };
  void list(() => true);
  // A failure is told when it happens; taken again, it would look like one of another connection.
  return () => list(({ response }) => response.status === 101);
}

function parseEntry(entry: WebSocketEntry, isLive: boolean): NetworkLogEntry | null {
  if (entry._resourceType !== 'websocket') return null;
  const error = entry._webSocketMessages?.find(({ type }) => type === 'error')?.data;
  const started = Date.parse(entry.startedDateTime);
  // Chrome gives no start where no request was sent: the host refused, or its name is not known.
  const start =
    started > 0 ? { startedAt: started } : isLive ? { endedAt: Date.now() } : { listedAt: Date.now() };
  return {
    ...start,
    url: entry.request.url,
    status: entry.response.status,
    requestHeaders: entry.request.headers.map(({ name, value }) => ({ name, value })),
    responseHeaders: entry.response.headers.map(({ name, value }) => ({ name, value })),
    ...(error === undefined ? {} : { error }),
  };
}
