import type { HandshakeStep } from '../bridge/channel.ts';
import type { HandshakeEvidence } from '../diagnosis/evidence.ts';
import type { Connection } from './connection.ts';
import type { ConnectionLog } from './connection-log.ts';

/** What Chrome's network log says of one handshake, with the URL it was for. */
export interface NetworkLogEntry extends NonNullable<HandshakeEvidence['networkLog']> {
  readonly url: string;
}

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

/**
 * The same for Firefox's webRequest, which sees a handshake once it is sent: Firefox holds a connection back while
 * another one to its host is connecting, up to the 20 s of its handshake timeout.
 */
const EXCHANGE_SKEW = 25_000;

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
    if (open.connection === null) this.#join();
    else this.#log.updateEvidence(open.connection, { exchange: open.exchange });
  }

  logEntry(entry: NetworkLogEntry): void {
    this.#entries.push(entry);
    if (this.#entries.length > MAX_WAITING) this.#entries.shift();
    this.#join();
  }

  /** Tries again to find the connections of what is waiting, if there are new ones. */
  connectionsCame(): void {
    if (this.#log.newestId === this.#newestTried) return;
    this.#newestTried = this.#log.newestId;
    this.#join();
  }

  #join(): void {
    if (this.#entries.length > 0) this.#entries = this.#entries.filter((entry) => !this.#joinEntry(entry));
    for (const open of this.#exchanges.values()) {
      if (open.connection !== null) continue;
      // Firefox sends the handshakes of one URL in the order of their construction, and none is missed.
      const connection = this.#candidates(open.url, open.exchange.time, EXCHANGE_SKEW).find(
        ({ evidence }) => evidence.exchange === undefined,
      );
      if (!connection) continue;
      open.connection = connection.id;
      this.#log.updateEvidence(connection.id, { exchange: open.exchange });
    }
  }

  clear(): void {
    this.#entries = [];
    this.#exchanges.clear();
  }

  #joinEntry(entry: NetworkLogEntry): boolean {
    const { url, ...networkLog } = entry;
    const distance = ({ evidence }: Connection) => Math.abs(entry.time - evidence.createdAt);
    const [nearest] = this.#candidates(url, entry.time, LOG_SKEW)
      // The log lists an open connection when asked, and once more when it has closed: the later entry replaces.
      .filter(({ evidence }) => !evidence.networkLog || Math.abs(evidence.networkLog.time - entry.time) < 1)
      .toSorted((a, b) => distance(a) - distance(b));
    if (nearest) this.#log.updateEvidence(nearest.id, { networkLog });
    return nearest !== undefined;
  }

  #candidates(url: string, time: number, skew: number): Connection[] {
    return this.#log.connections.filter(
      ({ evidence }) =>
        evidence.url === url &&
        evidence.outcome !== 'threw' &&
        time - evidence.createdAt > -LOG_SKEW &&
        time - evidence.createdAt < skew,
    );
  }
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
        },
      };
    case 'failed':
      return { ...exchange, error: step.error ?? '' };
  }
}
