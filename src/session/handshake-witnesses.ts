import type { HandshakeStep } from '../bridge/channel.ts';
import type { HandshakeEvidence } from '../diagnosis/evidence.ts';
import type { Connection } from './connection.ts';
import type { ConnectionLog } from './connection-log.ts';

/** What Chrome's network log says of one handshake, the URL it was for, and the one time that is known of it. */
export type NetworkLogEntry = Omit<NonNullable<HandshakeEvidence['networkLog']>, 'time'> & {
  readonly url: string;
} & (
    | { readonly startedAt: number }
    /** It has just failed, without a request ever sent. */
    | { readonly endedAt: number }
    /** It failed so at any time before it was listed. */
    | { readonly listedAt: number }
  );

type Exchange = NonNullable<HandshakeEvidence['exchange']>;

/** An exchange that no connection is known for yet. */
interface OpenExchange {
  readonly url: string;
  exchange: Exchange;
  connection: number | null;
}

/** Witness entries that wait for their connection; beyond, the oldest go. */
const MAX_WAITING = 500;

/** How far apart the page and Chrome's log may see the start of the same handshake, in milliseconds. */
const LOG_SKEW = 2_000;

/** How long Chrome may try to connect before it says that it cannot, in milliseconds. */
const CONNECT_TIME = 300_000;

/**
 * The same for Firefox's webRequest, which sees a handshake once it is sent: Firefox holds a connection back while
 * another one to its host is connecting, up to the 20 s of its handshake timeout.
 */
const EXCHANGE_SKEW = 25_000;

/** How much earlier than the page the network may seem to see a handshake, by two clocks, in milliseconds. */
const CLOCK_SKEW = 250;

/**
 * Joins what the browser saw of handshakes to the connections that the page opened, by URL and time: neither browser
 * gives an id that both know.
 */
export class HandshakeWitnesses {
  readonly #log: ConnectionLog;
  #entries: NetworkLogEntry[] = [];
  #newestTried = 0;
  readonly #exchanges = new Map<string, OpenExchange>();

  constructor(log: ConnectionLog) {
    this.#log = log;
  }

  step(step: HandshakeStep): void {
    const known = this.#exchanges.get(step.requestId);
    const open = known ?? { url: step.url, exchange: { time: step.time }, connection: null };
    if (!known) {
      this.#exchanges.set(step.requestId, open);
      const oldest = this.#exchanges.keys().next().value;
      if (this.#exchanges.size > MAX_WAITING && oldest !== undefined) this.#exchanges.delete(oldest);
    }
    open.exchange = withStep(open.exchange, step);
    if (open.connection === null) this.#joinExchange(open);
    else this.#log.updateEvidence(open.connection, { exchange: open.exchange });
  }

  logEntry(entry: NetworkLogEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > MAX_WAITING) this.#entries.shift();
    this.#joinEntries(new Set([entry.url]));
  }

  /** Tries again to find the connections of what is waiting, if there are new ones. */
  connectionsCame(): void {
    const { connections, newestId } = this.#log;
    const urls = new Set<string>();
    for (let i = connections.length - 1; i >= 0; i--) {
      const connection = connections[i];
      if (!connection || connection.id <= this.#newestTried) break;
      urls.add(connection.evidence.url);
    }
    this.#newestTried = newestId;
    if (urls.size === 0) return;
    this.#joinEntries(urls);
    for (const open of this.#exchanges.values()) {
      if (open.connection === null && urls.has(open.url)) this.#joinExchange(open);
    }
  }

  #joinEntries(urls: ReadonlySet<string>): void {
    // From the last on, so that those before keep their places from the end.
    for (const entry of this.#entries.toReversed()) {
      if (!urls.has(entry.url) || !this.#joinEntry(entry)) continue;
      this.#entries.splice(this.#entries.indexOf(entry), 1);
    }
  }

  /** Firefox sends the handshakes of one URL in the order of their construction, and none is missed. */
  #joinExchange(open: OpenExchange): void {
    const connection = this.#candidates(open.url, open.exchange.time, CLOCK_SKEW, EXCHANGE_SKEW).find(
      ({ evidence }) => evidence.exchange === undefined,
    );
    if (!connection) return;
    open.connection = connection.id;
    this.#log.updateEvidence(connection.id, { exchange: open.exchange });
  }

  /** Forgets what was seen before a time: after it, a page may already be the next one. */
  forgetBefore(time: number): void {
    this.#entries = this.#entries.filter((entry) => latestOf(entry) >= time);
    for (const [id, { exchange }] of this.#exchanges) if (exchange.time < time) this.#exchanges.delete(id);
  }

  #joinEntry(entry: NetworkLogEntry): boolean {
    const connection = 'listedAt' in entry ? this.#listed(entry) : this.#nearest(entry);
    if (!connection) return false;
    const { status, requestHeaders, responseHeaders, error } = entry;
    const { settledAt, createdAt } = connection.evidence;
    const time = 'startedAt' in entry ? entry.startedAt : (settledAt ?? createdAt);
    const networkLog = {
      time,
      status,
      requestHeaders,
      responseHeaders,
      ...(error === undefined ? {} : { error }),
    };
    this.#log.updateEvidence(connection.id, { networkLog });
    return true;
  }

  #nearest(
    entry: Extract<NetworkLogEntry, { startedAt: number } | { endedAt: number }>,
  ): Connection | undefined {
    const time = 'startedAt' in entry ? entry.startedAt : entry.endedAt;
    const distance = ({ evidence }: Connection) =>
      Math.abs(
        time - ('startedAt' in entry ? evidence.createdAt : (evidence.settledAt ?? evidence.createdAt)),
      );
    const hasStart = 'startedAt' in entry;
    return (
      this.#candidates(entry.url, time, LOG_SKEW, hasStart ? LOG_SKEW : CONNECT_TIME)
        // One that took long to fail began long ago, but its end is as near as any start.
        .filter(({ evidence: { settledAt = time } }) => hasStart || Math.abs(time - settledAt) < LOG_SKEW)
        // The log lists an open connection when asked, and once more when it has closed: the later entry replaces.
        .filter(({ evidence }) => !evidence.networkLog || Math.abs(evidence.networkLog.time - time) < 1)
        .toSorted((a, b) => distance(a) - distance(b))[0]
    );
  }

  /**
   * The log has every handshake since DevTools were opened, in order: so of the entries without a time, and of the
   * connections that may be theirs, the last ones belong together.
   */
  #listed(entry: Extract<NetworkLogEntry, { listedAt: number }>): Connection | undefined {
    const entries = this.#entries.filter((other) => 'listedAt' in other && other.url === entry.url);
    const failed = this.#log.connections.filter(
      ({ evidence, witness }) =>
        witness !== 'wire' &&
        evidence.url === entry.url &&
        evidence.outcome === 'failed' &&
        evidence.createdAt <= entry.listedAt &&
        evidence.networkLog === undefined,
    );
    return failed[failed.length - entries.length + entries.indexOf(entry)];
  }

  #candidates(url: string, time: number, early: number, late: number): Connection[] {
    return this.#log.connections.filter(
      ({ evidence, witness }) =>
        witness !== 'wire' &&
        evidence.url === url &&
        evidence.outcome !== 'threw' &&
        time - evidence.createdAt > -early &&
        time - evidence.createdAt < late,
    );
  }
}

function latestOf(entry: NetworkLogEntry): number {
  if ('startedAt' in entry) return entry.startedAt;
  return 'endedAt' in entry ? entry.endedAt : entry.listedAt;
}

function withStep(exchange: Exchange, step: HandshakeStep): Exchange {
  switch (step.step) {
    case 'request':
      return { ...exchange, time: step.time, requestHeaders: step.requestHeaders ?? [] };
    case 'response':
    case 'completed':
      return {
        ...exchange,
        response: {
          time: exchange.response?.time ?? step.time,
          status: step.statusCode ?? 0,
          statusLine: step.statusLine ?? '',
          headers: step.responseHeaders ?? exchange.response?.headers ?? [],
          ...(step.repaired ? { isRepaired: true } : {}),
        },
      };
    case 'failed':
      return { ...exchange, error: step.error ?? '' };
  }
}
