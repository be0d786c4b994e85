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
  const take = (entry: unknown): void => {
    const found = parseEntry(entry as WebSocketEntry);
    if (found) session.networkLogEntry(found);
  };
  network.onRequestFinished.addListener(take);
  const ask = async (): Promise<void> => {
    const log = (await network.getHAR()) as unknown as { entries: WebSocketEntry[] };
    log.entries.forEach(take);
  };
  void ask();
  return ask;
}

function parseEntry(entry: WebSocketEntry): NetworkLogEntry | null {
  if (entry._resourceType !== 'websocket') return null;
  const error = entry._webSocketMessages?.find(({ type }) => type === 'error')?.data;
  return {
    url: entry.request.url,
    time: Date.parse(entry.startedDateTime.toString()),
    status: entry.response.status,
    requestHeaders: entry.request.headers.map(({ name, value }) => ({ name, value })),
    responseHeaders: entry.response.headers.map(({ name, value }) => ({ name, value })),
    ...(error === undefined ? {} : { error }),
  };
}
