import { DISCOVERY_PORT } from '../../bridge/relay-feed.ts';
import { BatchRecorder } from '../../recording/record-batch.ts';
import { type RecordedEntry, RECORDING_VERSION, type RecordingHead } from '../../recording/recorded-entry.ts';
import type { Reader } from '../../wire/wire-log.ts';
import { Discovery } from './feed/discovery.ts';
import { Feed } from './feed/feed.ts';
import { Relay } from './relay.ts';
import { planRelay, type RelayOptions } from './relay-options.ts';

export interface StartRelayOptions extends RelayOptions {
  /** Where the extension finds the relay: 9997 by default; `false` keeps it to itself. */
  readonly discovery?: number | false;
}

export interface RunningRelay {
  readonly port: number;
  /** Where clients connect: `ws://localhost:PORT`. */
  readonly url: string;
  /** Where they are led. */
  readonly target: string;
  /** What it changes in handshakes, each in a few words. */
  readonly edits: readonly string[];
  /** False when only one address is listened on. */
  readonly hasIPv6: boolean;
  /** Whether the extension can find it; `false` while another program has that port. */
  readonly isKnown: boolean;
  /** The first line of a recording of it. */
  readonly head: RecordingHead;
  /**
   * Everything that it sees, from its start on, as the entries of a recording. Ends when the relay is closed. What
   * falls out of its backlog because the caller is slow is counted in a `lost` entry.
   */
  entries(): AsyncIterable<RecordedEntry>;
  /** Breaks all connections off and frees the ports. */
  close(): Promise<void>;
}

/**
 * Starts a relay: it accepts connections when this resolves.
 * @throws {UsageError} for an option that cannot be understood
 * @throws {PortInUseError} for a port that is taken; then nothing is left listening
 */
export async function startRelay(options: StartRelayOptions): Promise<RunningRelay> {
  const relay = await Relay.start(planRelay(options));
  const { discovery: port = DISCOVERY_PORT } = options;
  const feed = port === false ? null : await Feed.start(relay.log);
  const discovery =
    feed && port !== false ? await Discovery.start({ ...relay.info, feed: feed.url }, port) : null;
  const closing = new AbortController();
  return {
    port: relay.port,
    hasIPv6: relay.hasIPv6,
    url: relay.info.url,
    target: relay.info.target,
    edits: relay.info.edits,
    head: { type: 'recording', version: RECORDING_VERSION, relay: relay.info },
    get isKnown() {
      return discovery?.isKnown ?? false;
    },
    entries: () => entriesOf(relay, closing.signal),
    close: async () => {
      await relay.close();
      await discovery?.close();
      await feed?.close();
      closing.abort();
    },
  };
}

async function* entriesOf({ log }: Relay, closed: AbortSignal): AsyncGenerator<RecordedEntry> {
  const reader: Reader = { cursor: { event: 0, frame: 0 }, hasGap: false };
  const recorder = new BatchRecorder();
  for (;;) {
    const batch = log.read(reader);
    if (batch) yield* recorder.entries(batch);
    else if (closed.aborted) return;
    else await news(log, closed);
  }
}

/** Resolves when there may be more to read, a little later than it came, so that there is more at once. */
function news(log: Relay['log'], closed: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop();
      closed.removeEventListener('abort', done);
      setImmediate(resolve);
    };
    const stop = log.wait(done);
    closed.addEventListener('abort', done);
  });
}
