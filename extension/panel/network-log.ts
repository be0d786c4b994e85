import type { Session } from '../../src/session/session.ts';
import { browser } from '../browser.ts';
import {
  type ChromeEntry,
  isHooked,
  isProbe,
  isTransport,
  parseHandshake,
  parseProbe,
  parseSocket,
  workerScript,
} from './har-entry.ts';

/** How often the log is asked for the frames of an open socket that no hook tells of, in milliseconds. */
const POLL_OPEN = 1_000;
/** How often it is asked whether a worker has opened one. */
const POLL_WORKERS = 2_000;
/** How often it is asked for what no worker opened and no hook saw: a `WebSocketStream`, a WebTransport session. */
const POLL_OTHERS = 5_000;
/** Frames of the page's own in the log beyond which it is not asked for such as may be there: each answer has them all. */
const MANY_FRAMES = 20_000;
/**
 * The log answers with all it has, frames of the page's own sockets included: the more that is, the rarer it is asked,
 * so that answering takes no more than this part of the time.
 */
const MAX_LOAD = 0.02;

/**
 * Lets a session hear what Chrome's network log says of handshakes: only it has the browser's reason for a refusal, and
 * only it knows of the sockets of workers.
 * @returns asks the log again, for connections that are still open: it tells of these only when asked
 */
export function followNetworkLog(session: Session): () => Promise<void> {
  const { network } = browser.devtools;
  const workers = new Set<string>();
  let next: ReturnType<typeof setTimeout> | undefined;
  /** The session's first row of what is in the log. */
  let firstRow = 0;

  const takeSocket = (entry: ChromeEntry, isLive: boolean): void =>
    session.loggedSockets([parseSocket(entry, (url) => workers.has(url), isLive)]);

  const take = (entry: ChromeEntry, isLive: boolean): void => {
    const script = workerScript(entry);
    if (script !== null) workers.add(script);
    if (isProbe(entry)) session.probeLogEntry(parseProbe(entry));
    else if (isTransport(entry)) takeSocket(entry, isLive);
    else if (entry._resourceType !== 'websocket') return;
    else if (isHooked(entry)) session.networkLogEntry(parseHandshake(entry, isLive));
    else takeSocket(entry, isLive);
  };

  const ask = async (isWanted: (entry: ChromeEntry) => boolean): Promise<void> => {
    const asked = performance.now();
    const { entries } = (await network.getHAR()) as unknown as { entries: ChromeEntry[] };
    // A worker's script may be listed after the sockets that it opened.
    for (const script of entries.map(workerScript)) if (script !== null) workers.add(script);
    for (const entry of entries) if (isWanted(entry)) take(entry, false);
    schedule(performance.now() - asked);
  };

  /** @param cost of the last answer, in milliseconds */
  const schedule = (cost: number): void => {
    clearTimeout(next);
    const isOpen = session.hasOpenLoggedSocket;
    if (!isOpen && workers.size === 0 && session.frames.endRow - firstRow > MANY_FRAMES) return;
    const interval = isOpen ? POLL_OPEN : workers.size > 0 ? POLL_WORKERS : POLL_OTHERS;
    const delay = Math.max(interval, cost / MAX_LOAD);
    next = setTimeout(() => {
      // Nobody looks: it is asked again when the panel is shown.
      if (!document.hidden) void ask(isUnhookedSocket);
    }, delay);
  };

  network.onRequestFinished.addListener((entry) => {
    const found = entry as unknown as ChromeEntry;
    const known = workers.size;
    take(found, true);
    if (workers.size > known && known === 0) schedule(0);
  });
  network.onNavigated.addListener(() => {
    workers.clear();
    firstRow = session.frames.endRow;
    schedule(0);
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void ask(isUnhookedSocket);
  });
  void ask(() => true);
  // A failure is told when it happens; taken again, it would look like one of another connection.
  return () => ask(({ response }) => response.status === 101);
}

/** Those without a request are told when they fail, as those of the page are, and bear nothing to know them by. */
function isUnhookedSocket(entry: ChromeEntry): boolean {
  if (isTransport(entry)) return true;
  return entry._resourceType === 'websocket' && entry.request.headers.length > 0 && !isHooked(entry);
}
