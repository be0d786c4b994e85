import { PULL_INTERVAL } from '../../src/bridge/channel.ts';
import {
  FEED_BATCH_SIZE,
  FEED_VERSION,
  type FeedCommand,
  type RelayInfo,
} from '../../src/bridge/relay-feed.ts';
import { parseWireBatch } from '../../src/bridge/wire-batch-bytes.ts';
import type { Session } from '../../src/session/session.ts';
import type { WireFeed } from '../../src/session/wire-feed.ts';
import { findRelays } from './find-relays.ts';

/**
 * `lost`: the relay does not answer, and is tried again. `gone`: it does not run any more. `not-understood`: what it
 * says makes no sense, and is not listened to any further.
 */
export type FollowStatus =
  | { readonly status: 'connecting' | 'following' | 'lost' | 'gone' }
  | { readonly status: 'not-understood'; readonly why: string };

/** How long a lost relay is waited for, try by try, in milliseconds; another one takes its port over within a second. */
const RETRIES = [250, 1_000, 2_000, 4_000];

/**
 * Lets a session take in what a native relay sees, until it is stopped or the relay is gone.
 * @returns how to stop
 */
export function followRelay(
  session: Session,
  relay: RelayInfo,
  tell: (status: FollowStatus) => void,
): () => void {
  const stop = new AbortController();
  void follow(session, relay, tell, stop.signal);
  return () => stop.abort();
}

const STOPPED = 'Following the relay was stopped: what came after shows here once it is followed again.';

async function follow(
  session: Session,
  first: RelayInfo,
  tell: (status: FollowStatus) => void,
  signal: AbortSignal,
): Promise<void> {
  const feed = session.relayConnected(first);
  signal.addEventListener('abort', () => session.relayNoted(feed, STOPPED, Date.now()));
  if (feed.cursor.event > 0) session.relayNoted(feed, 'The relay is followed again.', Date.now());
  tell({ status: 'connecting' });
  let relay: RelayInfo | undefined = first;
  let failures = 0;
  while (!signal.aborted) {
    const why: string | null = relay
      ? await pull(relay.feed, feed, session, signal, () => {
          failures = 0;
          tell({ status: 'following' });
        })
      : null;
    if (signal.aborted) return;
    if (why !== null) return tell({ status: 'not-understood', why });
    const wait = RETRIES[failures++];
    if (wait === undefined) break;
    tell({ status: 'lost' });
    await new Promise((resolve) => setTimeout(resolve, wait));
    // Another relay may have its port by now.
    const found = await findRelays();
    relay =
      found.status === 'found' ? found.relays.find(({ relayKey }) => relayKey === first.relayKey) : undefined;
  }
  if (signal.aborted) return;
  session.relayGone(feed, Date.now());
  tell({ status: 'gone' });
}

/** Pulls until the socket closes. @returns in words what could not be understood, if that is why */
function pull(
  url: string,
  feed: WireFeed,
  session: Session,
  signal: AbortSignal,
  onOpen: () => void,
): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.binaryType = 'arraybuffer';
    const ask = () => {
      const command: FeedCommand = { version: FEED_VERSION, type: 'ready', cursor: feed.cursor };
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(command));
    };
    const end = (why: string | null) => {
      signal.removeEventListener('abort', stop);
      resolve(why);
      socket.close();
    };
    const stop = () => end(null);
    signal.addEventListener('abort', stop);
    socket.onopen = () => {
      onOpen();
      ask();
    };
    socket.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
      if (typeof data === 'string') return end('a text, where batches are binary');
      const parsed = parseWireBatch(data);
      if (!parsed.ok) return end(parsed.why);
      session.captureWire(feed, parsed.batch);
      // There may be more behind a good part of the largest batch.
      if (document.hidden || data.byteLength > FEED_BATCH_SIZE / 2) ask();
      else setTimeout(ask, PULL_INTERVAL);
    };
    socket.onclose = () => end(null);
  });
}
